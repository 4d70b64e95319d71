using System.Globalization;

namespace ServerlessCdi.Connectors;

/// <summary>Reads the times that vendors write. What is no time is null.</summary>
internal static class VendorTime
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>ISO 8601 and RFC 3339; without an offset it is in UTC.</summary>
    public static DateTimeOffset? Iso(string? text) =>
        text is { Length: >= 10 and <= 40 } && char.IsAsciiDigit(text[0]) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;

    /// <summary>A .NET format; without an offset it is in UTC.</summary>
    public static DateTimeOffset? Exact(string? text, params string[] formats) =>
        DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
}
