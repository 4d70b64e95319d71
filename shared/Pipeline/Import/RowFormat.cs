namespace ServerlessCdi.Pipeline.Import;

public enum RowKind
{
    /// <summary>RFC 4180 with a header, and the delimiters that are in use beside the comma.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Ndjson,
}

/// <summary>How the rows of a file are written.</summary>
public sealed record RowFormat
{
    /// <summary>Longest row, in UTF-16 code units. A longer one is quarantined without its content.</summary>
    public const int MaxRowChars = 1024 * 1024;

    public static IReadOnlyList<char> Delimiters { get; } = [',', ';', '\t', '|'];

    public RowKind Kind { get; init; }

    /// <summary>Null: the one of <see cref="Delimiters"/> that the header has most of.</summary>
    public char? Delimiter { get; init; }

    /// <summary>A name of <see cref="RowEncoding"/>; null: what the byte order mark says, UTF-8 without one.</summary>
    public string? Encoding { get; init; }

    /// <summary>Headers of the file, and what the mapping calls them.</summary>
    public IReadOnlyDictionary<string, string> Rename { get; init; } = new Dictionary<string, string>();
}
