using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.TrackEvents;

namespace ServerlessCdi.Connectors.SegmentWebhook;

/// <summary>An event, or a list of them of which only the first is shown to be genuine.</summary>
internal sealed class SegmentWebhookReader(SegmentWebhookOptions options, TrackEventReader events) : IEventReader
{
    public int MaxEvents => events.MaxEvents;

    /// <remarks>A replay from quarantine keeps its place, so that an unsigned event comes in only once the option says so.</remarks>
    public string? Take(in VendorEvent e, ReadingParts parts) => e.Index > 0 && !options.TrustsBatches
        ? "it is unsigned: Segment's signature covers the first event of a batch alone; options.batch \"trusted\" takes the others"
        : events.Take(e, parts);
}
