using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// When a call happened. The caller's clock may be wrong, but a redelivery must get the same time, or an old call sent
/// again would overtake a newer one; README.md in this folder tells how the two wishes meet.
/// </summary>
internal static class SegmentTime
{
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(5);

    public static DateTimeOffset? Read(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var text = value.GetString()!;
        return text is [>= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', '-', ..]
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time)
            && time.Year >= 1900
                ? time
                : null;
    }

    /// <param name="original">When the caller's clock says that it happened.</param>
    /// <param name="sentAt">When the same clock says that it was sent.</param>
    /// <returns>The time, and whether it is only that of receipt.</returns>
    public static (DateTimeOffset Time, bool IsReceipt) Occurred(DateTimeOffset? original, DateTimeOffset? sentAt, DateTimeOffset receivedAt)
    {
        if (original is not { } time)
        {
            return (receivedAt, true);
        }

        // A clock ahead shows for certain: nothing is sent after it is received. A clock behind looks like a slow delivery.
        if (sentAt is { } sent && sent - receivedAt >= Trusted)
        {
            var ticks = time.UtcTicks - (sent - receivedAt).Ticks;
            time = new DateTimeOffset(Math.Max(ticks - (ticks % TimeSpan.TicksPerSecond), DateTimeOffset.UnixEpoch.UtcTicks), TimeSpan.Zero);
        }

        return time - receivedAt >= Trusted ? (receivedAt, true) : (time, false);
    }
}
