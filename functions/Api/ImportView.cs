using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Functions.Api;

/// <summary>What <c>POST /api/imports</c> takes as JSON.</summary>
/// <param name="Format"><c>csv</c> (default) or <c>ndjson</c>.</param>
/// <param name="Headers">Headers of the file, and what the mapping calls them.</param>
public sealed record ImportRequest(
    string? Source,
    string? Object,
    string? Format,
    string? Delimiter,
    IReadOnlyDictionary<string, string>? Headers,
    string? Fingerprint);

/// <summary>What whoever brought the rows counted; both may be left out.</summary>
public sealed record CompleteRequest(long? Rows, string? Checksum);

public sealed record ImportsView(IReadOnlyList<ImportView> Imports);

/// <summary>An import and its reconciliation: rows = applied + duplicate + stale + suppressed + quarantined.</summary>
/// <param name="Rows">Rows that have an outcome; the number of the next one, counted from 0.</param>
/// <param name="UnusedHeaders">Columns with values from which the mapping took nothing.</param>
public sealed record ImportView(
    string? Id,
    string Source,
    string? Object,
    string Format,
    string Status,
    bool DryRun,
    long Rows,
    long Applied,
    long Duplicate,
    long Stale,
    long Suppressed,
    long Quarantined,
    string Checksum,
    IReadOnlyDictionary<string, long> Reasons,
    IReadOnlyList<string> UnusedHeaders,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? Fingerprint)
{
    /// <summary>How each row would have ended, for a dry run that was asked for it: a letter a row.</summary>
    public string? Outcomes { get; init; }

    /// <summary>Why rows would be quarantined, where <see cref="Outcomes"/> are told.</summary>
    public IReadOnlyList<WaitingRow>? Waiting { get; init; }

    internal static ImportView Of(ImportState state, bool dryRun = false)
    {
        var (settings, counts) = (state.Settings, state.Counts);
        return new(
            dryRun ? null : state.Id,
            settings.Source,
            settings.Object,
            settings.Format.Kind == RowKind.Csv ? "csv" : "ndjson",
            state.Status == ImportStatus.Complete ? "complete" : "open",
            dryRun,
            state.Next,
            counts.Applied,
            counts.Duplicate,
            counts.Stale,
            counts.Suppressed,
            counts.Quarantined,
            state.Checksum,
            state.Reasons,
            state.Use.Idle,
            state.CreatedAt,
            state.CompletedAt,
            settings.Fingerprint);
    }
}

/// <summary>What became of the rows of one request.</summary>
/// <param name="Next">The row that is expected next.</param>
/// <param name="Checksum">Over all rows up to there.</param>
public sealed record RowsView(long From, long Next, ImportCounts Counts, string Checksum, IReadOnlyList<WaitingRow> Waiting)
{
    internal static RowsView Of(ImportChunk chunk) => new(chunk.From, chunk.Next, ImportCounts.Of(chunk.Outcomes), chunk.After, WaitingRow.Of(chunk));
}

/// <summary>Outcomes by row.</summary>
/// <param name="Outcomes">From row <paramref name="From"/> on, a letter a row: a(pplied), d(uplicate), s(tale), u (suppressed), q(uarantined).</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record OutcomesView(long From, string Outcomes, IReadOnlyList<WaitingRow> Waiting, long? Next);

/// <param name="Row">Counted from 0.</param>
public sealed record WaitingRow(long Row, string Reason)
{
    internal static IReadOnlyList<WaitingRow> Of(ImportChunk chunk) =>
        [.. chunk.Quarantined.SelectMany(q => q.Rows.Select(r => new WaitingRow(r, q.Reason))).OrderBy(w => w.Row)];
}
