using System.Collections.Frozen;

namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>From what people and systems write for a country to its two letters in ISO 3166.</summary>
internal static class CountryCodes
{
    private static readonly FrozenDictionary<string, string> Meanings = Read();
    private static readonly FrozenSet<string> All = Meanings.Values.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The two capital letters of a country that exists.</summary>
    public static bool IsAlpha2(string text) => All.Contains(text);

    /// <summary>Reads two or three letters in any case, three digits, or a name.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, out string country)
    {
        var found = Meanings.TryGetValue(CodeName.Key(text), out var code);
        country = code ?? "";
        return found;
    }

    private static FrozenDictionary<string, string> Read()
    {
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new List<(string Key, string Country)>();
        foreach (var line in CountryTable.Rows.Split('\n'))
        {
            var parts = line.TrimEnd().Split(' ', 4);
            meanings[CodeName.Key(parts[0])] = parts[0];
            meanings[CodeName.Key(parts[1])] = parts[0];
            meanings[parts[2]] = parts[0];
            names.AddRange(parts[3].Split('|').Select(name => (CodeName.Key(name), parts[0])));
        }

        // A code is never a name of another country.
        foreach (var (key, country) in names)
        {
            meanings.TryAdd(key, country);
        }

        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
