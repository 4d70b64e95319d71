using System.Collections.Frozen;
using ServerlessCdi.Core.Identity.Matching.Comparing;

namespace ServerlessCdi.Core.Identity.Matching.Text;

/// <summary>Words whose order does not count.</summary>
internal sealed class TokenSet
{
    private const double CloseOverlap = 0.8;
    private const double SimilarOverlap = 0.5;
    private const double AlikeWord = 0.9;

    private TokenSet(string[] words)
    {
        Words = words;
        Text = string.Join(' ', words);
    }

    public string[] Words { get; }

    public string Text { get; }

    public static TokenSet? Of(string folded) => Of(folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static TokenSet? Of(IEnumerable<string> words)
    {
        var all = words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return all.Length == 0 ? null : new(all);
    }

    /// <summary>0 equal, 1 close, 2 similar, 3 different.</summary>
    public int LevelTo(TokenSet other)
    {
        if (string.Equals(Text, other.Text, StringComparison.Ordinal))
        {
            return 0;
        }

        var overlap = Overlap(other);
        return overlap >= CloseOverlap ? 1 : overlap >= SimilarOverlap ? 2 : 3;
    }

    /// <summary>The share of letters in words that the other side has too, or nearly; 1 for equal sets.</summary>
    public double Overlap(TokenSet other)
    {
        // A word may be like several: which is taken for which depends on the side that is read first.
        if (string.CompareOrdinal(Text, other.Text) > 0)
        {
            return other.Overlap(this);
        }

        double common = 0;
        var total = Words.Sum(w => w.Length) + other.Words.Sum(w => w.Length);
        var taken = new bool[other.Words.Length];
        foreach (var word in Words)
        {
            for (var j = 0; j < taken.Length; j++)
            {
                var there = other.Words[j];
                if (!taken[j] && (string.Equals(word, there, StringComparison.Ordinal) || (word.Length > 3 && Similarity.JaroWinkler(word, there) >= AlikeWord)))
                {
                    taken[j] = true;
                    common += word.Length + there.Length;
                    break;
                }
            }
        }

        return common / total;
    }
}

/// <summary>Names of companies, without the legal form.</summary>
internal static class OrganisationName
{
    private static readonly FrozenSet<string> LegalForms = new[]
    {
        "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "kg", "ohg", "ug", "mbh",
        "se", "sa", "sas", "sarl", "bv", "nv", "ab", "as", "oy", "aps", "spa", "srl", "pty", "the", "and", "und", "of", "group", "holding", "holdings",
    }.ToFrozenSet();

    public static TokenSet? Of(string? raw)
    {
        var folded = TextFold.Fold(raw?.Replace(".", "", StringComparison.Ordinal));
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TokenSet.Of(words.Where(w => !LegalForms.Contains(w))) ?? TokenSet.Of(words);
    }
}
