namespace ServerlessCdi.Pipeline.Import;

public enum ImportStatus
{
    /// <summary>It takes rows.</summary>
    Open,

    /// <summary>Every row has an outcome, and the sums agree.</summary>
    Complete,
}

/// <summary>What an import was begun with.</summary>
/// <param name="Object">The kind of object that the file holds; null where the mapping says it.</param>
/// <param name="Fingerprint">By which whoever brings the file again finds the import; opaque here.</param>
public sealed record ImportSettings(string Source, string? Object, RowFormat Format, string? Fingerprint = null);

/// <summary>An import, and how far it is.</summary>
public sealed record ImportState
{
    public required string Id { get; init; }

    public required ImportSettings Settings { get; init; }

    /// <summary>
    /// The time of receipt of the row before the first. Each row's is a tick later than that of the row before it: so a
    /// row carries the same time however often it is brought, and of two rows that state no time the later one is newer.
    /// </summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public ImportStatus Status { get; init; }

    /// <summary>Rows that have an outcome; the next one has this number, counted from 0.</summary>
    public long Next { get; init; }

    /// <summary>The row at which work was begun last; below <see cref="Next"/> while none is under way.</summary>
    public long Begun { get; init; } = -1;

    public ImportCounts Counts { get; init; } = new();

    /// <summary>Over all rows up to <see cref="Next"/>.</summary>
    public required string Checksum { get; init; }

    /// <summary>A hash of the column names; null before the first rows, and for a file without.</summary>
    public string? Header { get; init; }

    /// <summary>Why rows are in quarantine, and how many for each reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; init; } = new Dictionary<string, long>();

    public HeaderUse Use { get; init; } = new();
}

/// <summary>Rows by outcome.</summary>
public sealed record ImportCounts(long Applied = 0, long Duplicate = 0, long Stale = 0, long Suppressed = 0, long Quarantined = 0)
{
    public long Sum => Applied + Duplicate + Stale + Suppressed + Quarantined;

    public static ImportCounts Of(IEnumerable<char> outcomes)
    {
        var counts = new ImportCounts();
        foreach (var group in outcomes.CountBy(o => o))
        {
            counts = group.Key switch
            {
                RowOutcome.Applied => counts with { Applied = group.Value },
                RowOutcome.Duplicate => counts with { Duplicate = group.Value },
                RowOutcome.Stale => counts with { Stale = group.Value },
                RowOutcome.Suppressed => counts with { Suppressed = group.Value },
                _ => counts with { Quarantined = group.Value },
            };
        }

        return counts;
    }

    public ImportCounts Plus(ImportCounts other) => new(
        Applied + other.Applied,
        Duplicate + other.Duplicate,
        Stale + other.Stale,
        Suppressed + other.Suppressed,
        Quarantined + other.Quarantined);
}

/// <summary>Rows that were brought together, and how each of them ended.</summary>
/// <param name="From">The number of the first, counted from 0.</param>
/// <param name="Outcomes">A letter of <see cref="RowOutcome"/> for each.</param>
/// <param name="Before">The checksum before them.</param>
/// <param name="After">The checksum after them.</param>
/// <param name="Quarantined">Why, by reason.</param>
public sealed record ImportChunk(long From, string Outcomes, string Before, string After, IReadOnlyList<QuarantinedRows> Quarantined)
{
    /// <summary>Most rows that are brought together.</summary>
    public const int MaxRows = 10_000;

    public long Next => From + Outcomes.Length;
}

/// <param name="Rows">Numbers of rows, counted from 0.</param>
public sealed record QuarantinedRows(string Reason, IReadOnlyList<long> Rows);
