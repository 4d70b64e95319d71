using System.Text;

namespace ServerlessCdi.Tests.Testing.People;

/// <summary>How a word is written wrongly, or otherwise.</summary>
internal static class Spelling
{
    private const string Keys = "qwertyuiop asdfghjkl zxcvbnm";

    /// <summary>A letter, and what stands for it where there are no marks.</summary>
    private static readonly Dictionary<char, string> Plain = """
        áa àa âa äa ãa åa ąa çc ćc čc ée èe êe ëe ęe íi ìi îi ïi łl ñn ńn óo òo ôo öo øo śs šs úu
        ùu ûu üu ýy źz żz ßss æae œoe ÁA ÅA ÄA ÇC ÉE ŁL ÓO ÖO ŚS ÜU ÚU ŹZ ŻZ ÍI ØO
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToDictionary(p => p[0], p => p[1..]);

    /// <summary>What a scanner takes for what.</summary>
    private static readonly (string Read, string As)[] Scanned =
    [
        ("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("o", "0"), ("5", "S"), ("8", "B"), ("0", "O"), ("1", "l"), ("g", "q"),
        ("e", "c"), ("h", "b"), ("u", "v"), ("6", "G"), ("2", "Z"),
    ];

    /// <summary>What sounds alike.</summary>
    private static readonly (string Heard, string As)[] Sounds =
    [
        ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("ie", "y"), ("y", "ie"), ("th", "t"), ("sch", "sh"), ("ei", "ie"),
        ("ee", "ea"), ("ou", "u"), ("z", "s"), ("s", "z"), ("w", "v"), ("mann", "man"), ("ll", "l"), ("tt", "t"), ("nn", "n"), ("x", "ks"),
    ];

    public static string Ascii(string word)
    {
        if (word.All(char.IsAscii))
        {
            return word;
        }

        var plain = new StringBuilder(word.Length + 2);
        foreach (var c in word)
        {
            plain.Append(Plain.TryGetValue(c, out var letters) ? letters : c.ToString());
        }

        return plain.ToString();
    }

    /// <summary>One slip: of the fingers, of a scanner, or of the ear. May by chance change nothing.</summary>
    public static string Slip(string word, Dice dice) => word.Length == 0 ? word : dice.Below(10) switch
    {
        < 7 => Mistyped(word, dice),
        7 => Replaced(word, Scanned, dice),
        _ => Replaced(word, Sounds, dice),
    };

    public static string Mistyped(string word, Dice dice)
    {
        var at = dice.Below(word.Length);
        switch (dice.Below(4))
        {
            case 0:
                return word.Insert(at, Near(word[at], dice).ToString());
            case 1 when word.Length > 1:
                return word.Remove(at, 1);
            case 2 when word.Length > 1:
                at = Math.Min(at, word.Length - 2);
                return $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}";
            default:
                return $"{word[..at]}{Near(word[at], dice)}{word[(at + 1)..]}";
        }
    }

    private static string Replaced(string word, (string From, string To)[] pairs, Dice dice)
    {
        var first = dice.Below(pairs.Length);
        for (var i = 0; i < pairs.Length; i++)
        {
            var (from, to) = pairs[(first + i) % pairs.Length];
            if (word.IndexOf(from, 1 < word.Length ? 1 : 0, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
            {
                return word[..at] + to + word[(at + from.Length)..];
            }
        }

        return Mistyped(word, dice);
    }

    /// <summary>A key beside the one that was meant.</summary>
    private static char Near(char meant, Dice dice)
    {
        if (char.IsAsciiDigit(meant))
        {
            return (char)('0' + dice.Below(10));
        }

        var at = Keys.IndexOf(char.ToLowerInvariant(meant), StringComparison.Ordinal);
        var near = at < 0 || meant == ' ' ? (char)('a' + dice.Below(26)) : Keys[Math.Clamp(at + (dice.Chance(0.5) ? 1 : -1), 0, Keys.Length - 1)];
        near = near == ' ' ? 'a' : near;
        return char.IsUpper(meant) ? char.ToUpperInvariant(near) : near;
    }
}
