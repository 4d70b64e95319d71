using System.Text;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>Brings text to lower case without accents and punctuation, words one blank apart.</summary>
internal static class TextFold
{
    /// <summary>What U+00C0 to U+017F are without their marks; a blank where one letter becomes two.</summary>
    private const string Latin =
        "aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy y"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkklllllll"
        + "lllnnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "unknown", "unk", "null", "none", "nil", "not provided", "not available", "not known", "not applicable", "no name", "n a", "nan",
        "missing", "undefined", "anonymous", "tba", "xxx", "xxxx", "xx",
    };

    /// <returns>Empty for what stands for no value, such as <c>unknown</c>.</returns>
    public static string Fold(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return "";
        }

        var text = IsFolded(raw) ? raw : Rewrite(raw);
        return Placeholders.Contains(text) ? "" : text;
    }

    /// <summary>Folded and without blanks.</summary>
    public static string Squash(string? raw) => Fold(raw).Replace(" ", "", StringComparison.Ordinal);

    public static string Digits(string? raw)
    {
        if (string.IsNullOrEmpty(raw))
        {
            return "";
        }

        return raw.All(char.IsAsciiDigit) ? raw : string.Concat(raw.Where(char.IsAsciiDigit));
    }

    private static bool IsFolded(string raw)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            var blank = c == ' ' && i > 0 && i < raw.Length - 1 && raw[i - 1] != ' ';
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !blank)
            {
                return false;
            }
        }

        return true;
    }

    private static string Rewrite(string raw)
    {
        var text = new StringBuilder(raw.Length + 4);
        foreach (var c in raw)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(char.ToLowerInvariant(c));
            }
            else if (c is >= '\u00C0' and <= '\u017F')
            {
                AppendLatin(text, c);
            }
            else if (c is '\'' or '\u2019' or '\u02BC' or '`' or '\u00B4' or (>= '\u0300' and <= '\u036F'))
            {
                // O'Brien is one word, and a mark of its own belongs to the letter before it.
                continue;
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                text.Append(char.ToLowerInvariant(c));
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendLatin(StringBuilder text, char c)
    {
        switch (c)
        {
            case '\u00C6' or '\u00E6':
                text.Append("ae");
                break;
            case '\u00DF':
                text.Append("ss");
                break;
            case '\u00DE' or '\u00FE':
                text.Append("th");
                break;
            case '\u0152' or '\u0153':
                text.Append("oe");
                break;
            case '\u0132' or '\u0133':
                text.Append("ij");
                break;
            case '\u00D7' or '\u00F7':
                text.Append(' ');
                break;
            default:
                text.Append(Latin[c - '\u00C0']);
                break;
        }
    }
}
