using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>Which reviews a caller asks for.</summary>
internal static class ReviewQuery
{
    /// <summary>The filter of the query, or null where it cannot be read.</summary>
    public static ReviewFilter? Filter(HttpRequest request)
    {
        ReviewKind kind = default;
        ListingCursor? after = null;
        double bits = 0;
        var status = ReviewStatus.Open;
        if ((Text(request, "status") is { } statusText && !ReviewNames.TryStatus(statusText, out status))
            || (Text(request, "kind") is { } kindText && !ReviewNames.TryKind(kindText, out kind))
            || (Text(request, "minBits") is { } bitsText && !(double.TryParse(bitsText, NumberStyles.Float, CultureInfo.InvariantCulture, out bits) && Math.Abs(bits) < 1e6))
            || (Text(request, "continuation") is { } token && !ListingCursor.TryParse(token, out after)))
        {
            return null;
        }

        var unassigned = bool.TryParse(request.Query["unassigned"], out var asked) && asked;
        return new(status)
        {
            Kind = Text(request, "kind") is null ? null : kind,
            Assignee = unassigned ? "" : Text(request, "assignee"),
            MinBits = Text(request, "minBits") is null ? null : bits,
            After = after,
        };
    }

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
