namespace ServerlessCdi.Embedded.Tables.Backends;

/// <summary>Reads <c>Name=value;Name=value</c>. A value may hold equal signs, as keys in Base64 do.</summary>
internal static class ConnectionText
{
    public static Dictionary<string, string> Read(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0)
            {
                throw new FormatException("A storage connection string consists of 'Name=value' settings separated by semicolons.");
            }

            parts[part[..cut].Trim()] = part[(cut + 1)..].Trim();
        }

        return parts;
    }

    public static string Need(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The storage connection string has no {name}.");

    public static Uri TableAddress(Dictionary<string, string> parts)
    {
        if (parts.TryGetValue("TableEndpoint", out var address) && address.Length > 0)
        {
            return new Uri(address);
        }

        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{Need(parts, "AccountName")}.table.{suffix}");
    }
}
