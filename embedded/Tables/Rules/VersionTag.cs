using System.Globalization;
using Azure;

namespace ServerlessCdi.Embedded.Tables.Rules;

/// <summary>An entity's version is the time of its last write in ticks; its tag is that time in the service's notation.</summary>
internal static class VersionTag
{
    private const string Start = "W/\"datetime'";
    private const string End = "'\"";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Write(long ticks) =>
        $"{Start}{Uri.EscapeDataString(new DateTime(ticks, DateTimeKind.Utc).ToString(Format, CultureInfo.InvariantCulture))}{End}";

    /// <exception cref="RequestFailedException">400 where the tag is none that the service gives out.</exception>
    public static long Read(ETag tag)
    {
        var text = tag.ToString();
        if (text.StartsWith(Start, StringComparison.Ordinal) && text.EndsWith(End, StringComparison.Ordinal)
            && DateTime.TryParseExact(
                Uri.UnescapeDataString(text[Start.Length..^End.Length]),
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time))
        {
            return time.Ticks;
        }

        throw TableErrors.Invalid("The etag value specified in one of the request headers is not valid.");
    }
}
