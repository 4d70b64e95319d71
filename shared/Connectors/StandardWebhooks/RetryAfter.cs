using System.Globalization;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>The wait that a response asks for (RFC 9110, 10.2.3): seconds, or a moment in one of HTTP's three date forms.</summary>
internal static class RetryAfter
{
    private const string Header = "Retry-After";

    private static readonly string[] Dates =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd MMM  d HH:mm:ss yyyy",
    ];

    /// <summary>The wait, never below zero, or null where the response asks for none that can be read.</summary>
    public static TimeSpan? Of(OutboundResponse response, DateTimeOffset now)
    {
        var text = Find(response.Headers)?.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        if (!DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return null;
        }

        return moment > now ? moment - now : TimeSpan.Zero;
    }

    private static string? Find(IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (name.Equals(Header, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
