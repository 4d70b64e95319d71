using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>What is the same for every call of one request.</summary>
/// <param name="KeptDepth">Deepest nesting that a call may have, where the request has some that nests deeper; otherwise null.</param>
internal sealed record SegmentContext(SourceSettings Settings, VendorMapping Mapping, WebhookRequest Request, int? KeptDepth)
{
    /// <summary>What has become of the calls so far.</summary>
    public ReadingParts Parts { get; } = new();

    /// <summary>The batch's <c>sentAt</c>, for elements without one.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
