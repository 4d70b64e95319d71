namespace ServerlessCdi.Connectors.Signatures;

/// <summary>Reads a URL's query.</summary>
internal static class QueryText
{
    /// <summary>The value of the first parameter of this name, unescaped; null where there is none.</summary>
    public static string? Find(Uri url, string name)
    {
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? pair : pair[..equals];
            if (Unescape(key) == name)
            {
                return equals < 0 ? "" : Unescape(pair[(equals + 1)..]);
            }
        }

        return null;
    }

    /// <summary>The URL with a parameter more.</summary>
    public static Uri With(Uri url, string name, string value) =>
        new($"{url.OriginalString}{(url.Query.Length == 0 ? '?' : '&')}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
