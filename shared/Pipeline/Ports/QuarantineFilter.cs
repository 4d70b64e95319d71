using System.Buffers.Text;
using System.Globalization;
using System.Text;

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
    public QuarantineCursor? After { get; init; }

    public bool Takes(QuarantineItem item) => Reason is null || item.Reason.Contains(Reason, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A place in the order of listings.</summary>
public sealed record QuarantineCursor(DateTimeOffset ReceivedAt, string Id)
{
    public static QuarantineCursor Of(QuarantineItem item) => new(item.ReceivedAt, item.Id);

    /// <summary>As a caller keeps it: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string ToToken() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt.UtcTicks}|{Id}")));

    public static bool TryParse(string token, out QuarantineCursor? cursor)
    {
        cursor = null;
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        if (bar < 1 || !long.TryParse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), text[(bar + 1)..]);
        return true;
    }
}
