using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors;

/// <summary>Reads members of payloads whose form cannot be trusted: what is not there, or is something else, is null.</summary>
internal static class JsonMembers
{
    /// <summary>The member, or undefined.</summary>
    public static JsonElement Member(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The member's text; that of a number or a truth value as it stands in the JSON.</summary>
    public static string? Text(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } plain => plain.GetRawText(),
        _ => null,
    };

    public static bool IsTrue(this JsonElement element, ReadOnlySpan<byte> name) => element.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>A whole number, which may stand in quotes.</summary>
    public static long? Whole(this JsonElement element, ReadOnlySpan<byte> name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seconds since 1970, as a number or in quotes; a fraction is cut off.</summary>
    public static DateTimeOffset? UnixSeconds(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Text(name) is { } text ? SignedTime.UnixSeconds(text.AsSpan(0, text.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? dot : text.Length)) : null;

    /// <summary>Milliseconds since 1970, as a number or in quotes.</summary>
    public static DateTimeOffset? UnixMilliseconds(this JsonElement element, ReadOnlySpan<byte> name) =>
        element.Text(name) is { } text ? SignedTime.UnixMilliseconds(text) : null;

    /// <summary>An ISO 8601 time; one without an offset is in UTC.</summary>
    public static DateTimeOffset? IsoTime(this JsonElement element, ReadOnlySpan<byte> name) => VendorTime.Iso(element.Text(name));
}
