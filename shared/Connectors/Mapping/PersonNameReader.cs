using System.Text.RegularExpressions;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// Splits a full name. Titles at the front and honours at the end go first; then a comma parts family from given names;
/// without one the last word is the family name, with the linking words (van der, de la, bin) before it, and the first
/// word the given name. A single word is a first name, or after a title a last name.
/// </summary>
internal static partial class PersonNameReader
{
    private const int LongestName = 200;

    public static PersonName Read(string text, PersonNameStyle style)
    {
        text = text.Length > LongestName ? "" : Nickname().Replace(text, " ").Trim();
        if (text.Length == 0 || text.Any(c => char.IsDigit(c) || c is '@' or '/' or '<'))
        {
            return new() { IsWhole = true };
        }

        // Japanese writes foreign names with a middle dot: given name first.
        if (text.Any(c => c is '・' or '·') && text.Any(IsEastAsian))
        {
            return Natural(new([.. text.Split(['・', '·', ' '], StringSplitOptions.RemoveEmptyEntries)]), style with { FamilyFirst = false });
        }

        var segments = text.Split([',', '、', '，', '،'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => new NameWords(s.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        if (segments.Count == 0)
        {
            return new() { IsWhole = true };
        }

        var suffixes = TakeHonours(segments);
        var words = segments[0];
        if (segments.Count == 1 && words.Count == 1 && words.All.All(w => w.All(IsEastAsian)))
        {
            return new() { IsWhole = true };
        }

        var name = segments.Count > 1 ? Sorted(segments) : Natural(words, style);
        return suffixes.Count == 0 ? name : name with { Suffix = Join([.. name.Suffix is null ? [] : new[] { name.Suffix }, .. suffixes]) };
    }

    /// <summary>Takes the parts after a comma that are honours only: <c>, PhD</c>.</summary>
    private static List<string> TakeHonours(List<NameWords> segments)
    {
        var honours = new List<string>();
        for (var i = 1; i < segments.Count; i++)
        {
            if (segments[i].All.All(w => NameParts.IsHonour(w, afterComma: true)))
            {
                honours.AddRange(segments[i].All);
                segments.RemoveAt(i--);
            }
        }

        return honours;
    }

    /// <summary>Family, given: <c>King, Ada M.</c>, also <c>Berg, Jan van der</c>.</summary>
    private static PersonName Sorted(List<NameWords> segments)
    {
        var family = segments[0];
        var prefix = family.TakeTitles(leave: 1);
        var suffix = family.TakeHonours(leave: 1);
        var given = new NameWords([.. segments.Skip(1).SelectMany(s => s.All)]);
        prefix.AddRange(given.TakeTitles(leave: 0));
        suffix.AddRange(given.TakeHonours(leave: 1));
        var linking = given.TakeLinking();
        return Given(given.All) with { Prefix = Join(prefix), Last = Join([.. linking, .. family.All]), Suffix = Join(suffix) };
    }

    private static PersonName Natural(NameWords words, PersonNameStyle style)
    {
        var prefix = words.TakeTitles(leave: 1);
        var suffix = words.TakeHonours(leave: 2);
        var all = words.All;
        PersonName name;
        if (all.Count == 1)
        {
            // Dr. King tells no first name, and Sir Elton no last one.
            name = prefix.Count == 0 || NameParts.IsOfFirstName(prefix[^1]) ? new() { First = all[0] } : new() { Last = all[0] };
        }
        else
        {
            var (start, end) = FamilyRange(all, style);
            name = Given([.. all[..start], .. all[end..]], wholeFirst: style.FamilyFirst && start == 0) with { Last = Join(all[start..end]) };
        }

        return name with { Prefix = Join(prefix), Suffix = Join(suffix) };
    }

    /// <summary>Which words are the family name.</summary>
    private static (int Start, int End) FamilyRange(List<string> words, PersonNameStyle style)
    {
        var count = words.Count;
        if (words.All(w => w.All(IsEastAsian)) && words[0].All(c => c is not (>= '\u30A0' and <= '\u30FF')))
        {
            return (0, 1);
        }

        if (count == 3 && NameParts.IsPatronymic(words[2]) && !NameParts.IsPatronymic(words[1]))
        {
            return (0, 1);
        }

        if (Capitals(words) is { } capitals)
        {
            return capitals;
        }

        if (style.FamilyFirst)
        {
            var end = 0;
            while (end < count - 2 && NameParts.IsLinking(words[end]))
            {
                end++;
            }

            return (0, end + 1);
        }

        // A name that begins with a small linking word has no given name: van der Berg.
        var start = FamilyStart(words, style.Surnames);
        return (start == 1 && char.IsLower(words[0][0]) && NameParts.IsLinking(words[0]) ? 0 : start, count);
    }

    private static int FamilyStart(List<string> words, int surnames)
    {
        var start = words.Count - 1;
        for (var taken = 1; ; taken++)
        {
            var linked = start;
            while (linked > 1 && NameParts.IsLinking(words[linked - 1]))
            {
                linked--;
            }

            var joins = linked < start && NameParts.IsJoining(words[linked]) && linked > 1;
            start = linked;
            if (joins)
            {
                start--;
                taken--;
            }
            else if (taken >= surnames || start <= 1)
            {
                return start;
            }
            else
            {
                start--;
            }
        }
    }

    /// <summary>Where some words are in capitals and the others are not, those are the family name: <c>DUPONT Jean</c>.</summary>
    private static (int Start, int End)? Capitals(List<string> words)
    {
        var start = words.FindIndex(IsCapitals);
        var end = words.FindLastIndex(IsCapitals) + 1;
        if (start < 0)
        {
            return null;
        }

        while (start > 0 && NameParts.IsLinking(words[start - 1]) && (start > 1 || !words[0].Any(char.IsLower)))
        {
            start--;
        }

        var isAtAnEnd = start == 0 || end == words.Count;
        var isOneRun = end - start < words.Count && words[start..end].TrueForAll(w => IsCapitals(w) || NameParts.IsLinking(w));
        return isAtAnEnd && isOneRun ? (start, end) : null;
    }

    // Two capitals are initials.
    private static bool IsCapitals(string word) =>
        word.Count(char.IsLetter) >= 3 && !word.Any(c => c == '.' || char.IsLower(c)) && word.Any(char.IsUpper);

    private static PersonName Given(List<string> words, bool wholeFirst = false)
    {
        var first = wholeFirst ? words.Count : words.Count > 1 && NameParts.NeedsNext(words[0]) ? 2 : Math.Min(1, words.Count);
        return new() { First = Join(words[..first]), Middle = Join(words[first..]) };
    }

    private static string? Join(List<string> words) => words.Count == 0 ? null : string.Join(' ', words);

    // Han, kana and Hangul.
    private static bool IsEastAsian(char c) =>
        c is (>= '\u3005' and <= '\u30FF')
            or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF');

    [GeneratedRegex("""\([^()]*\)|"[^"]*"|[“„][^”“]*[”“]|«[^«»]*»|\s'[^']{2,}'(?=\s)""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Nickname();
}
