namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>How alike two texts are, without allocating.</summary>
internal static class Similarity
{
    private const int Longest = 64;

    /// <summary>Jaro-Winkler: 1 for equal texts, 0 for nothing in common; an equal beginning counts more.</summary>
    public static double JaroWinkler(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, Longest)];
        b = b[..Math.Min(b.Length, Longest)];
        if (a.IsEmpty || b.IsEmpty)
        {
            return 0;
        }

        // Which letters are taken for each other depends on the side that is read first.
        if (a.Length > b.Length || (a.Length == b.Length && a.SequenceCompareTo(b) > 0))
        {
            var other = a;
            a = b;
            b = other;
        }

        var jaro = Jaro(a, b);
        var prefix = 0;
        while (prefix < 4 && prefix < a.Length && prefix < b.Length && a[prefix] == b[prefix])
        {
            prefix++;
        }

        return jaro + (prefix * 0.1 * (1 - jaro));
    }

    /// <summary>Letters to insert, drop, change, or exchange with their neighbour; <paramref name="limit"/> + 1 for more than that.</summary>
    public static int Edits(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int limit)
    {
        Trim(ref a, ref b);
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > Longest || b.Length > Longest)
        {
            return limit + 1;
        }

        if (a.IsEmpty || b.IsEmpty)
        {
            return a.Length + b.Length;
        }

        Span<int> before = stackalloc int[Longest + 1];
        Span<int> last = stackalloc int[Longest + 1];
        Span<int> row = stackalloc int[Longest + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            if (Row(a, b, i, before, last, row) > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return Math.Min(last[b.Length], limit + 1);
    }

    /// <summary>1 for equal texts, less for each letter that differs.</summary>
    public static double ByEdits(ReadOnlySpan<char> a, ReadOnlySpan<char> b, double atLeast)
    {
        var longer = Math.Max(a.Length, b.Length);
        var limit = (int)((1 - atLeast) * longer);
        var edits = Edits(a, b, limit);
        return edits > limit ? 0 : 1 - ((double)edits / longer);
    }

    private static int Row(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int i, Span<int> before, Span<int> last, Span<int> row)
    {
        var least = row[0];
        for (var j = 1; j <= b.Length; j++)
        {
            var cost = a[i - 1] == b[j - 1] ? 0 : 1;
            var edits = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                edits = Math.Min(edits, before[j - 2] + 1);
            }

            row[j] = edits;
            least = Math.Min(least, edits);
        }

        return least;
    }

    private static void Trim(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        while (!a.IsEmpty && !b.IsEmpty && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }
    }

    private static double Jaro(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var window = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong takenA = 0, takenB = 0;
        var matches = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var to = Math.Min(b.Length - 1, i + window);
            for (var j = Math.Max(0, i - window); j <= to; j++)
            {
                if (a[i] == b[j] && (takenB & (1UL << j)) == 0)
                {
                    takenA |= 1UL << i;
                    takenB |= 1UL << j;
                    matches++;
                    break;
                }
            }
        }

        if (matches == 0)
        {
            return 0;
        }

        var moved = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if ((takenA & (1UL << i)) == 0)
            {
                continue;
            }

            while ((takenB & (1UL << j)) == 0)
            {
                j++;
            }

            moved += a[i] == b[j++] ? 0 : 1;
        }

        var m = (double)matches;
        return ((m / a.Length) + (m / b.Length) + ((m - (moved / 2.0)) / m)) / 3;
    }
}
