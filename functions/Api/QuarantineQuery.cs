using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

/// <summary>What a caller says beside the path.</summary>
internal static class QuarantineQuery
{
    /// <summary>Why content is looked at or thrown away, percent-encoded: URLs end in logs, and the words may name someone.</summary>
    public const string ReasonHeader = "x-cdi-reason";

    /// <summary>The filter of the query, or null where it cannot be read.</summary>
    public static QuarantineFilter? Filter(HttpRequest request)
    {
        ListingCursor? after = null;
        if (!TryTime(request, "from", out var from)
            || !TryTime(request, "to", out var to)
            || (Text(request, "continuation") is { } token && !ListingCursor.TryParse(token, out after)))
        {
            return null;
        }

        return new()
        {
            Source = Text(request, "source"),
            Code = Text(request, "code"),
            Reason = Text(request, "reason"),
            From = from,
            To = to,
            After = after,
        };
    }

    /// <summary>The reason that the caller gives, or null where it gives none.</summary>
    public static string? Why(HttpRequest request)
    {
        var header = request.Headers[ReasonHeader].ToString();
        var why = header.Length > 0 ? Uri.UnescapeDataString(header) : request.Query["reason"].ToString();
        return string.IsNullOrWhiteSpace(why) ? null : why.Trim();
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    private static bool TryTime(HttpRequest request, string name, out DateTimeOffset? time)
    {
        time = null;
        if (Text(request, name) is not { } text)
        {
            return true;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var ok = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var read);
        time = ok ? read : null;
        return ok;
    }
}
