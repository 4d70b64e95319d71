namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Which items are meant. What is null lets everything through.</summary>
public sealed record QuarantineFilter
{
    public static QuarantineFilter All { get; } = new();

    public string? Source { get; init; }

    public string? Code { get; init; }

    /// <summary>A part of the reason's text, in any case.</summary>
    public string? Reason { get; init; }

    /// <summary>Received at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Where an earlier listing ended; this one goes on behind it.</summary>
    public ListingCursor? After { get; init; }

    public bool Takes(QuarantineItem item) => Reason is null || item.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase);
}
