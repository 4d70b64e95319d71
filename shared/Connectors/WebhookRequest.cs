using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors;

/// <summary>
/// A webhook exactly as it arrived: the raw body is what signatures are checked over, before anything is parsed.
/// </summary>
public sealed record WebhookRequest
{
    public required string Method { get; init; }

    /// <summary>
    /// The URL as the vendor knows it, query included: the configured public base URL where one is set, for a proxy in
    /// front changes what the app itself sees.
    /// </summary>
    public required Uri Url { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>For a part of a batch that comes back from quarantine: its place there (<see cref="RejectedPart.Index"/>).</summary>
    public int? Index { get; init; }

    /// <summary>Told what becomes of every value, where somebody asks; null in service.</summary>
    public MappingTrace? Trace { get; init; }

    /// <summary>The header's value, or null where the request has none. Names compare case-insensitively.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
