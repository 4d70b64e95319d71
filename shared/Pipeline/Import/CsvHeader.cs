namespace ServerlessCdi.Pipeline.Import;

/// <summary>The first record of a file: which delimiter it has, and what its columns are called.</summary>
internal static class CsvHeader
{
    private const int MaxColumns = 2000;

    /// <summary>The delimiter that stands most often outside quotes; the comma where none does.</summary>
    public static char Sniff(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[RowFormat.Delimiters.Count];
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted && c is '\n' or '\r')
            {
                break;
            }

            for (var i = 0; i < counts.Length && !quoted; i++)
            {
                counts[i] += c == RowFormat.Delimiters[i] ? 1 : 0;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return RowFormat.Delimiters[best];
    }

    /// <summary>
    /// Names that are all different: a column without a name is <c>column 3</c>, and the second <c>Phone</c> is <c>Phone (2)</c>.
    /// </summary>
    /// <exception cref="ImportFormatException">There are too many, or a renamed column is not there.</exception>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> cells, IReadOnlyDictionary<string, string> rename)
    {
        if (cells.Count > MaxColumns)
        {
            throw new ImportFormatException($"The header has more than {MaxColumns} columns.");
        }

        if (rename.Keys.FirstOrDefault(name => !cells.Any(c => c.Trim() == name)) is { } missing)
        {
            throw new ImportFormatException($"The header has no column \"{missing}\" that could be renamed.");
        }

        var names = new List<string>(cells.Count);
        foreach (var (index, cell) in cells.Index())
        {
            var name = cell.Trim();
            name = name.Length == 0 ? $"column {index + 1}" : rename.GetValueOrDefault(name, name);
            var free = name;
            for (var n = 2; names.Contains(free); n++)
            {
                free = $"{name} ({n})";
            }

            names.Add(free);
        }

        return names;
    }
}
