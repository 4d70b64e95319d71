using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>
/// Takes rows into an import. The order is what makes every row count once, whenever the process dies: that work begins
/// is noted, then the rows are applied, then their outcomes and the state after them are stored in one transaction. Rows
/// of which the beginning is noted and no outcome may have been applied: they are applied again, which changes nothing,
/// and what the first attempt did is read from the timeline.
/// </summary>
public sealed class ImportJob(IImportStore imports, ImportSinks sinks, IntegrationConfig config, TimeProvider time)
{
    /// <summary>Reasons that an import keeps apart; the rest is counted together.</summary>
    private const int MostReasons = 50;

    private const string OtherReasons = "other reasons";

    private readonly RowResolver _resolver = new(sinks.Resolver, sinks.Recovery, time);

    /// <summary>Takes rows that begin at a number; rows that were taken before are answered with what became of them.</summary>
    /// <exception cref="ImportFormatException">The rows are of another file than those before them.</exception>
    /// <exception cref="ImportStoreException">The store is away: the same rows may come again.</exception>
    public async Task<ImportAnswer> TakeAsync(string id, long from, ImportRows rows, CancellationToken cancellationToken)
    {
        while (true)
        {
            var import = await imports.FindAsync(id, cancellationToken);
            if (import is null)
            {
                return ImportAnswer.Refused(ImportRefusal.NotFound);
            }

            var state = import.State;
            CheckHeader(state, rows);
            if (from < state.Next)
            {
                return await KnownAsync(state, from, rows, cancellationToken);
            }

            if (state.Status == ImportStatus.Complete || from > state.Next || rows.Rows.Count == 0)
            {
                return rows.Rows.Count == 0 && from == state.Next
                    ? new(null, state, new(from, "", state.Checksum, state.Checksum, []))
                    : ImportAnswer.Refused(state.Status == ImportStatus.Complete ? ImportRefusal.Ended : ImportRefusal.Gap, state);
            }

            if (config.Source(state.Settings.Source)?.Webhook is not IRowSource source)
            {
                return ImportAnswer.Refused(ImportRefusal.NoRows, state);
            }

            if (await BeginAsync(import, cancellationToken) is { } begun
                && await WorkAsync(begun, source, state.Begun == from, rows, cancellationToken) is { } done)
            {
                return done;
            }

            // Another caller was faster with the same import: from the start again with what it left.
        }
    }

    private async Task<StoredImport?> BeginAsync(StoredImport import, CancellationToken cancellationToken) => import.State.Begun == import.State.Next
        ? import
        : await imports.SaveAsync(import, import.State with { Begun = import.State.Next }, cancellationToken);

    private async Task<ImportAnswer?> WorkAsync(StoredImport import, IRowSource source, bool mayBeBegun, ImportRows rows, CancellationToken cancellationToken)
    {
        var state = import.State;
        var mapping = new RowMapping(source, state.Settings, state.CreatedAt);
        var mapped = mapping.Read(rows.Rows, state.Next);
        var resolved = await _resolver.ResolveAsync(mapped, mayBeBegun, cancellationToken);
        await sinks.Quarantine.AddAsync([.. resolved.Refused.Select(r => r.Item).DistinctBy(i => i.Id)], cancellationToken);
        var chunk = Chunk(state.Next, resolved, state.Checksum, rows.Rows);
        var next = Next(state, chunk, rows) with
        {
            Use = rows.Columns.Count == 0 ? state.Use : state.Use.Try(
                rows.Columns, rows.Rows, content => source.ReadRow(RowMapping.Request(content, state.CreatedAt), state.Settings.Object)),
        };
        if (await imports.AppendAsync(import, next, chunk, cancellationToken) is not { } stored)
        {
            return null;
        }

        Count(resolved);
        await NoteAsync(stored.State, mapped, cancellationToken);
        return new(null, stored.State, chunk);
    }

    private void Count(ResolvedRows resolved)
    {
        sinks.Meter.Accepted(resolved.Changes.Count);
        foreach (var (outcome, count) in resolved.Changes.CountBy(o => o))
        {
            sinks.Meter.Ended(outcome, count);
        }

        sinks.Meter.Ended(ChangeOutcome.Quarantined, resolved.Refused.Count);
    }

    /// <summary>What the rows tell of the source itself, as its webhooks do.</summary>
    private Task NoteAsync(ImportState state, MappedRow[] rows, CancellationToken cancellationToken)
    {
        var reading = new WebhookReading
        {
            Changes = [.. rows.SelectMany(r => r.Changes)],
            Rejected = [.. rows.Where(r => r.Refusal is not null).Select(r => new RejectedPart(ReadOnlyMemory<byte>.Empty, r.Refusal!.Reason))], // not null here
            Drift = [.. rows.SelectMany(r => r.Drift)],
        };
        return sinks.Sources.NoteAsync(state.Settings.Source, reading, time.GetUtcNow(), cancellationToken);
    }

    private async Task<ImportAnswer> KnownAsync(ImportState state, long from, ImportRows rows, CancellationToken cancellationToken)
    {
        var chunk = await imports.ChunkAsync(state.Id, from, cancellationToken);
        if (chunk is null || chunk.Outcomes.Length != rows.Rows.Count)
        {
            return ImportAnswer.Refused(ImportRefusal.Gap, state);
        }

        var checksum = RowChecksum.From(chunk.Before);
        foreach (var row in rows.Rows)
        {
            checksum.Add(row);
        }

        return checksum.ToString() == chunk.After ? new(null, state, chunk) : ImportAnswer.Refused(ImportRefusal.OtherRows, state);
    }

    internal static ImportChunk Chunk(long from, ResolvedRows resolved, string before, IReadOnlyList<ImportRow> rows)
    {
        var checksum = RowChecksum.From(before);
        foreach (var row in rows)
        {
            checksum.Add(row);
        }

        var quarantined = resolved.Refused.DistinctBy(r => r.Row)
            .GroupBy(r => r.Item.Reason, r => from + r.Row)
            .Select(g => new QuarantinedRows(g.Key, [.. g]));
        return new(from, resolved.Outcomes, before, checksum.ToString(), [.. quarantined]);
    }

    internal static ImportState Next(ImportState state, ImportChunk chunk, ImportRows rows)
    {
        var reasons = new Dictionary<string, long>(state.Reasons);
        foreach (var group in chunk.Quarantined)
        {
            var reason = reasons.ContainsKey(group.Reason) || reasons.Count < MostReasons ? group.Reason : OtherReasons;
            reasons[reason] = reasons.GetValueOrDefault(reason) + group.Rows.Count;
        }

        return state with
        {
            Next = chunk.Next,
            Counts = state.Counts.Plus(ImportCounts.Of(chunk.Outcomes)),
            Checksum = chunk.After,
            Reasons = reasons,
            Header = state.Header ?? HeaderOf(rows),
        };
    }

    private static void CheckHeader(ImportState state, ImportRows rows)
    {
        if (state.Header is not null && state.Header != HeaderOf(rows))
        {
            throw new ImportFormatException("The header is another one than that of the rows before: every request of an import begins with the file's header.");
        }
    }

    private static string? HeaderOf(ImportRows rows) => rows.Columns.Count == 0
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Columns))).AsSpan(0, 16));
}

/// <summary>Rows that are brought together.</summary>
public sealed record ImportRows(IReadOnlyList<string> Columns, IReadOnlyList<ImportRow> Rows)
{
    /// <summary>The next rows of a file, as many as asked for or as there are.</summary>
    public static async Task<ImportRows> ReadAsync(RowReader reader, int most, CancellationToken cancellationToken)
    {
        var rows = new List<ImportRow>();
        while (rows.Count < most && await reader.ReadAsync(cancellationToken) is { } row)
        {
            rows.Add(row);
        }

        return new(reader.Columns, rows);
    }
}

/// <summary>Where rows end up.</summary>
public sealed record ImportSinks(ChangeResolver Resolver, RowRecovery Recovery, IQuarantineStore Quarantine, SourceLedger Sources, ChangeMeter Meter);

public enum ImportRefusal
{
    /// <summary>There is no such import.</summary>
    NotFound,

    /// <summary>It is complete.</summary>
    Ended,

    /// <summary>The rows do not begin where the import stands.</summary>
    Gap,

    /// <summary>Other rows were taken under the same numbers.</summary>
    OtherRows,

    /// <summary>The source is not configured, or its connector reads no rows.</summary>
    NoRows,

    /// <summary>The caller counted or summed otherwise.</summary>
    Mismatch,
}

/// <summary>What became of rows, or why they were not taken.</summary>
/// <param name="State">The import after them, or as it stands.</param>
public sealed record ImportAnswer(ImportRefusal? Refusal, ImportState? State, ImportChunk? Chunk)
{
    internal static ImportAnswer Refused(ImportRefusal refusal, ImportState? state = null) => new(refusal, state, null);
}
