using System.Text.Json;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>The <c>options</c> of a source file.</summary>
internal sealed record SegmentOptions
{
    public const int LargestBatch = 16 * 1024 * 1024;

    /// <summary>
    /// Most bytes of a body, packed or unpacked; 32 KiB to 16 MiB. Segment's own limit is 500 KB, RudderStack's 4 MB:
    /// the larger is the default, for its libraries do not split what Segment's would.
    /// </summary>
    public int MaxBatchBytes { get; init; } = 4 * 1024 * 1024;

    public static SegmentOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new SegmentOptions
        {
            MaxBatchBytes = options.Whole("maxBatchBytes", otherwise: 4 * 1024 * 1024, SegmentReader.MaxCallBytes, LargestBatch),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }
}
