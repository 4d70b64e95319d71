using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Dataverse;

/// <summary>Times as DataContract JSON writes them: <c>/Date(1722582039000)/</c>, <c>/Date(1722582039000-0700)/</c>.</summary>
internal static class DataverseTime
{
    private const string Begin = "/Date(";
    private const string End = ")/";
    private const long Least = -62135596800000;
    private const long Most = 253402300799999;

    /// <summary>The moment; null for what is no such time. The offset says where it was written and moves nothing: the milliseconds are in UTC.</summary>
    public static DateTimeOffset? Of(string? text)
    {
        if (text is not { Length: > 8 and <= 40 } || !text.StartsWith(Begin, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal))
        {
            return null;
        }

        var number = text.AsSpan(Begin.Length, text.Length - Begin.Length - End.Length);
        var offset = number.Length > 1 ? number[1..].IndexOfAny('+', '-') : -1;
        number = offset < 0 ? number : number[..(offset + 1)];
        return long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ms) && ms is >= Least and <= Most
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;
    }

    public static DateTimeOffset? Of(JsonElement element, ReadOnlySpan<byte> name) => Of(element.Text(name)) ?? element.IsoTime(name);

    /// <summary>ISO 8601; of a moment at midnight only the day, for columns that hold days are written so too.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
