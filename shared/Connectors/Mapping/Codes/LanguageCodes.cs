using System.Collections.Frozen;

namespace ServerlessCdi.Connectors.Mapping.Codes;

/// <summary>From what people and systems write for a language to its tag in BCP 47: <c>en</c>, <c>pt-BR</c>, <c>zh-Hans-CN</c>.</summary>
/// <remarks>The form of a tag is that of RFC 5646 2.1 (https://www.rfc-editor.org/rfc/rfc5646); the shortest code of the language is taken.</remarks>
internal static class LanguageCodes
{
    private static readonly FrozenDictionary<string, string> Codes = ReadCodes();
    private static readonly FrozenDictionary<string, string> Names = ReadNames();

    /// <summary>Reads a tag in any case (also with _, an encoding or a code of three letters), a name, or a name with a country in brackets.</summary>
    public static bool TryFind(string text, out string tag)
    {
        text = text.Trim();
        tag = "";
        return text.Length is > 1 and <= 100 && (TryTag(text, out tag) || TryName(text, out tag));
    }

    private static bool TryTag(string text, out string tag)
    {
        tag = "";

        // A locale of POSIX: en_US.UTF-8, de_AT@euro.
        var end = text.AsSpan().IndexOfAny('.', '@');
        var parts = (end < 0 ? text : text[..end]).Replace('_', '-').Split('-');
        if (!Codes.TryGetValue(parts[0], out var language))
        {
            return false;
        }

        parts[0] = language;
        var inExtension = false;
        var hasRegion = false;
        for (var i = 1; i < parts.Length; i++)
        {
            if (Subtag(parts[i], inExtension, hasRegion) is not { } subtag)
            {
                return false;
            }

            inExtension |= subtag.Length == 1;
            hasRegion |= !inExtension && (subtag.Length == 2 || (subtag.Length == 3 && char.IsAsciiDigit(subtag[0])));
            parts[i] = subtag;
        }

        tag = string.Join('-', parts);
        return parts[^1].Length > 1;
    }

    private static string? Subtag(string text, bool inExtension, bool hasRegion)
    {
        if (text.Length is 0 or > 8 || !text.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var lower = text.ToLowerInvariant();
        if (inExtension || text.Length is 1 or > 4 || (text.Length == 4 && char.IsAsciiDigit(text[0])))
        {
            return lower;
        }

        if (text.Length == 4)
        {
            return text.All(char.IsAsciiLetter) && !hasRegion ? string.Concat(text[..1].ToUpperInvariant(), lower.AsSpan(1)) : null;
        }

        if (hasRegion)
        {
            return null;
        }

        return text.Length == 3
            ? text.All(char.IsAsciiDigit) ? text : null
            : CountryCodes.TryFind(text, out var country) ? country : null;
    }

    private static bool TryName(string text, out string tag)
    {
        if (Names.TryGetValue(CodeName.Key(text), out tag!))
        {
            return true;
        }

        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && text[^1] == ')' && Names.TryGetValue(CodeName.Key(text.AsSpan(0, open)), out var language)
            && CountryCodes.TryFind(text.AsSpan(open + 1, text.Length - open - 2), out var country))
        {
            tag = $"{language}-{country}";
            return true;
        }

        tag = "";
        return false;
    }

    private static FrozenDictionary<string, string> ReadCodes()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parts in Lines(LanguageTable.Rows))
        {
            codes[parts[0]] = parts[0];
            foreach (var code in parts[1].Split(','))
            {
                codes[code] = parts[0];
            }
        }

        foreach (var code in LanguageTable.ThreeLetters.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            codes.TryAdd(code, code);
        }

        foreach (var parts in Lines(LanguageTable.Aliases))
        {
            codes[parts[0]] = parts[1];
        }

        return codes.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static FrozenDictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in Lines(LanguageTable.Rows))
        {
            foreach (var name in parts[2].Split('|'))
            {
                names.TryAdd(CodeName.Key(name), parts[0]);
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> Lines(string table) => table.Split('\n').Select(line => line.TrimEnd().Split(' ', 3));
}
