using System.Globalization;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>Reads the time that a signature covers, and judges whether it is near enough to now.</summary>
internal static class SignedTime
{
    private const long MaxUnixSeconds = 253402300799;

    /// <summary>Whole seconds since 1970 in plain digits, or null.</summary>
    public static DateTimeOffset? UnixSeconds(ReadOnlySpan<char> text) =>
        Digits(text) is { } seconds and <= MaxUnixSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Whole milliseconds since 1970 in plain digits, or null.</summary>
    public static DateTimeOffset? UnixMilliseconds(ReadOnlySpan<char> text) =>
        Digits(text) is { } ms and <= MaxUnixSeconds * 1000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Is the signed time no further from now than the tolerance, before or after? At exactly the tolerance it is.</summary>
    public static bool IsNear(DateTimeOffset signed, DateTimeOffset now, TimeSpan tolerance) => (now - signed).Duration() <= tolerance;

    private static long? Digits(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
