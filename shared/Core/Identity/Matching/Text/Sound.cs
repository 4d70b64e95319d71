using System.Text;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>
/// A short code that names of one sound share, in English and German spelling: Meier and Mayer, Schmidt and Schmitt,
/// Phillips and Filips. Vowels count at the beginning only, and there all alike.
/// </summary>
internal static class Sound
{
    private static readonly (string Letters, char Sound)[] Pairs =
    [
        ("sch", 's'), ("tsch", 's'), ("ph", 'f'), ("pf", 'f'), ("th", 't'), ("dt", 't'), ("ck", 'k'), ("ch", 'k'), ("sh", 's'), ("gh", 'g'),
        ("kn", 'n'), ("wr", 'r'), ("qu", 'k'), ("tz", 's'), ("cz", 's'), ("sz", 's'), ("ts", 's'),
    ];

    public static string Of(string folded)
    {
        var code = new StringBuilder(8);
        for (var i = 0; i < folded.Length && code.Length < 6;)
        {
            var (sound, length) = At(folded, i);
            i += length;
            var isVowel = sound == 'a';
            if (sound != '\0' && (code.Length == 0 || (!isVowel && code[^1] != sound)))
            {
                code.Append(sound);
            }
        }

        return code.ToString();
    }

    private static (char Sound, int Length) At(string text, int at)
    {
        foreach (var (letters, sound) in Pairs)
        {
            if (string.CompareOrdinal(text, at, letters, 0, letters.Length) == 0)
            {
                return (sound, letters.Length);
            }
        }

        return (Single(text[at], at + 1 < text.Length ? text[at + 1] : '\0'), 1);
    }

    private static char Single(char c, char next) => c switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'j' => 'a',
        'h' or ' ' => '\0',
        'c' => next is 'e' or 'i' or 'y' ? 's' : 'k',
        'q' or 'x' => 'k',
        'g' => 'g',
        'z' => 's',
        'w' => 'v',
        'd' => 't',
        'b' => 'p',
        _ => c,
    };
}
