using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>The URL in the form that HubSpot signs.</summary>
internal static class HubSpotUrl
{
    /// <summary>
    /// What the twelve escapes of the documentation stand for. Any other escape (<c>%20</c>, <c>%26</c>, <c>%3D</c>) stays as it is.
    /// </summary>
    private static readonly SearchValues<char> Decoded = SearchValues.Create(":/?@!$'()*,;");

    /// <summary>
    /// The URL as documented, and as it stands where that differs: HubSpot's own libraries decode nothing, so the two
    /// have to be taken for equals. Both are covered by the secret.
    /// </summary>
    public static IReadOnlyList<string> Forms(Uri url)
    {
        var text = url.OriginalString;
        var decoded = Decode(text);
        return decoded == text ? [text] : [decoded, text];
    }

    public static string Decode(string url)
    {
        if (!url.Contains('%', StringComparison.Ordinal))
        {
            return url;
        }

        var text = new StringBuilder(url.Length);
        for (var i = 0; i < url.Length; i++)
        {
            if (url[i] == '%' && i + 2 < url.Length && Escaped(url.AsSpan(i + 1, 2)) is { } c)
            {
                text.Append(c);
                i += 2;
            }
            else
            {
                text.Append(url[i]);
            }
        }

        return text.ToString();
    }

    private static char? Escaped(ReadOnlySpan<char> hex) =>
        byte.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Decoded.Contains((char)code) ? (char)code : null;
}
