using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>A place in the order of listings.</summary>
public sealed record ListingCursor(DateTimeOffset At, string Id)
{
    public static ListingCursor Of(QuarantineItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new(item.ReceivedAt, item.Id);
    }

    public static ListingCursor Of(ReviewEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new(entry.Order, entry.Id);
    }

    /// <summary>As a caller keeps it: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string ToToken() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}|{Id}")));

    public static bool TryParse(string token, out ListingCursor? cursor)
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
