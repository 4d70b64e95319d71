namespace ServerlessCdi.Connectors;

/// <summary>Finds what somebody probably meant to type.</summary>
public static class NearestName
{
    /// <summary>
    /// The end of a sentence: <c>; did you mean "x"?</c> where a known name is near enough to be a slip of the keyboard,
    /// otherwise a full stop.
    /// </summary>
    public static string Suggest(string typed, IReadOnlyList<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Steps: Distance(typed.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(n => n.Steps)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Steps <= Math.Max(1, Math.Min(3, nearest.Name.Length / 2))
            ? $"; did you mean \"{nearest.Name}\"?"
            : ".";
    }

    // Levenshtein with one row; a name longer than any real one is cut, so that a hostile file costs nothing.
    private static int Distance(string left, string right)
    {
        left = left.Length > 64 ? left[..64] : left;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
