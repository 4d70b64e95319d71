using System.Numerics;
using ServerlessCdi.Core.Identity.Matching.Text;

namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>How alike two names are that are not equal.</summary>
internal static class NameText
{
    private const double CloseJaro = 0.94;
    private const double SimilarJaro = 0.86;
    private const double SimilarEdits = 0.6;

    /// <summary>A slip of the hand: one letter, or two in a long name.</summary>
    public static bool IsClose(NamePart a, NamePart b)
    {
        var (x, y) = (a.Whole, b.Whole);
        var shorter = Math.Min(x.Length, y.Length);
        if (IsNumberedApart(x, y))
        {
            return false;
        }

        var limit = shorter >= 8 ? 2 : shorter >= 3 ? 1 : 0;

        // Letters that only one side has each need an edit of their own, or two sides of one.
        if (BitOperations.PopCount(a.Letters ^ b.Letters) > 2 * Math.Max(limit, 2))
        {
            return false;
        }

        return Similarity.Edits(x, y, limit) <= limit || (shorter >= 5 && x[0] == y[0] && Similarity.JaroWinkler(x, y) >= CloseJaro);
    }

    /// <summary>Both have a number in them, and not the same one: counting on is not a slip.</summary>
    public static bool IsNumberedApart(string a, string b)
    {
        if (!a.AsSpan().ContainsAnyInRange('0', '9') || !b.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        return !string.Equals(TextFold.Digits(a), TextFold.Digits(b), StringComparison.Ordinal);
    }

    /// <summary>One of two given names, or one side of a double name.</summary>
    public static bool IsWordOf(NamePart a, NamePart b)
    {
        if (a.Words.Length == b.Words.Length)
        {
            return false;
        }

        var (few, many) = a.Words.Length < b.Words.Length ? (a.Words, b.Words) : (b.Words, a.Words);
        return Array.TrueForAll(few, w => w.Length > 1 && Array.IndexOf(many, w) >= 0);
    }

    public static bool IsSimilar(NamePart a, NamePart b)
    {
        var (x, y) = (a.Whole, b.Whole);
        if ((a.Letters & b.Letters) == 0 || IsNumberedApart(x, y))
        {
            return false;
        }

        var shorter = Math.Min(x.Length, y.Length);
        return (shorter >= 3 && (x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal)))
            || (a.Sound.Length > 1 && string.Equals(a.Sound, b.Sound, StringComparison.Ordinal))
            || Similarity.ByEdits(x, y, SimilarEdits) > 0
            || Similarity.JaroWinkler(x, y) >= SimilarJaro;
    }
}
