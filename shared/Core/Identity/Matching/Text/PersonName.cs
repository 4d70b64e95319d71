using System.Collections.Frozen;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>A name in one of its places, with what is compared of it worked out once.</summary>
internal sealed class NamePart
{
    private NamePart(string text)
    {
        Text = text;
        Words = text.Contains(' ', StringComparison.Ordinal) ? text.Split(' ') : [text];
        Whole = Words.Length == 1 ? text : text.Replace(" ", "", StringComparison.Ordinal);
        Sound = Matching.Text.Sound.Of(Whole);
        Families = Nicknames.Of(Words[0]);
        foreach (var c in Whole)
        {
            Letters |= 1u << (c & 31);
        }
    }

    public string Text { get; }

    /// <summary>Without blanks.</summary>
    public string Whole { get; }

    public string[] Words { get; }

    public string Sound { get; }

    /// <summary>The families of nicknames.</summary>
    public int[] Families { get; }

    /// <summary>A bit for each letter that occurs.</summary>
    public uint Letters { get; }

    public static NamePart? Of(string folded) => folded.Length == 0 ? null : new(folded);
}

internal sealed record PersonName(NamePart? Given, NamePart? Middle, IReadOnlyList<NamePart> Families, string Suffix)
{
    private static readonly FrozenSet<string> Titles = new[] { "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "sir", "mme" }.ToFrozenSet();

    private static readonly FrozenDictionary<string, string> Suffixes = WordTable.Read("""
        jr jr junior jnr
        sr sr senior snr
        ii ii 2nd
        iii iii 3rd
        iv iv 4th
        """);

    public static PersonName? Of(string? given, string? middle, IEnumerable<string?> families, string? suffix)
    {
        var first = Words(given);
        var last = families.Select(Words).Where(w => w.Count > 0).ToList();
        var ending = Ending(first, Suffixed(suffix));
        foreach (var words in last)
        {
            ending = Ending(words, ending);
        }

        var parts = last.Select(w => NamePart.Of(string.Join(' ', w))).OfType<NamePart>().DistinctBy(p => p.Text).ToList();
        var name = new PersonName(NamePart.Of(string.Join(' ', first)), NamePart.Of(TextFold.Fold(middle)), parts, ending);
        return name.Given is null && name.Middle is null && parts.Count == 0 && ending.Length == 0 ? null : name;
    }

    /// <summary><c>King, Ada Augusta</c> or <c>Ada Augusta King</c>.</summary>
    public static (string Given, string Middle, string Family) Split(string? full)
    {
        var comma = full?.IndexOf(',', StringComparison.Ordinal) ?? -1;
        if (comma > 0 && Words(full![(comma + 1)..]) is { Count: > 0 } rest && !Suffixes.ContainsKey(rest[0]))
        {
            return (rest[0], string.Join(' ', rest.Skip(1)), full[..comma]);
        }

        var words = Words(full);
        var suffix = words.Count > 2 && Suffixes.ContainsKey(words[^1]) ? words[^1] : "";
        if (suffix.Length > 0)
        {
            words.RemoveAt(words.Count - 1);
        }

        return words.Count switch
        {
            0 => ("", "", ""),
            1 => ("", "", words[0]),
            _ => (words[0], string.Join(' ', words.Skip(1).SkipLast(1)), $"{words[^1]} {suffix}".TrimEnd()),
        };
    }

    private static List<string> Words(string? raw)
    {
        var words = TextFold.Fold(raw).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 1 && Titles.Contains(words[0]))
        {
            words.RemoveAt(0);
        }

        return words;
    }

    private static string Suffixed(string? raw)
    {
        var folded = TextFold.Squash(raw);
        return Suffixes.GetValueOrDefault(folded, folded);
    }

    private static string Ending(List<string> words, string known)
    {
        if (words.Count > 1 && Suffixes.TryGetValue(words[^1], out var suffix))
        {
            words.RemoveAt(words.Count - 1);
            return known.Length > 0 ? known : suffix;
        }

        return known;
    }
}
