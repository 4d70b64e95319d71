using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Import.Rehearsal;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>Begins, carries on and ends imports, and rehearses them.</summary>
public sealed class Imports(IImportStore store, ImportJob job, RehearsalStage stage, IntegrationConfig config, TimeProvider time)
{
    /// <summary>Rows of a whole file that are applied together: few enough to be in memory twice, enough to keep the store's commits full.</summary>
    private const int RowsAtOnce = 2000;

    /// <summary>Why rows of this source cannot be imported, or null.</summary>
    public string? Mistake(ImportSettings settings)
    {
        if (config.Source(settings.Source) is not { } source)
        {
            return $"There is no source \"{settings.Source}\"{NearestName.Suggest(settings.Source, [.. config.Sources.Select(s => s.Settings.Key)])}";
        }

        if (source.Webhook is not IRowSource)
        {
            return $"The connector {source.Settings.Connector} of this source reads no rows: import through a source whose connector has a mapping of its own, such as standard-webhooks.";
        }

        if (settings.Format.Encoding is { } encoding && RowEncoding.Find(encoding) is null)
        {
            return $"The encoding must be one of {string.Join(", ", RowEncoding.Names)}.";
        }

        if (settings.Format.Kind == RowKind.Ndjson && (settings.Format.Rename.Count > 0 || settings.Format.Delimiter is not null))
        {
            return "NDJSON has neither a delimiter nor headers to rename.";
        }

        return settings.Format.Delimiter is { } delimiter && !RowFormat.Delimiters.Contains(delimiter)
            ? "The delimiter must be a comma, a semicolon, a tab or a bar."
            : null;
    }

    public async Task<ImportState> BeginAsync(ImportSettings settings, CancellationToken cancellationToken) =>
        (await store.AddAsync(New(settings), cancellationToken)).State;

    public async Task<ImportState?> FindAsync(string id, CancellationToken cancellationToken) => (await store.FindAsync(id, cancellationToken))?.State;

    public IAsyncEnumerable<ImportState> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public IAsyncEnumerable<ImportChunk> ChunksAsync(string id, long from, CancellationToken cancellationToken) => store.ChunksAsync(id, from, cancellationToken);

    /// <summary>Takes rows of a file that begin at a number.</summary>
    /// <exception cref="RowsTooLargeException">There are more than one request may bring.</exception>
    /// <exception cref="ImportFormatException">They cannot be read as rows, or are of another file.</exception>
    /// <exception cref="ImportStoreException">The store is away: the same rows may come again.</exception>
    public async Task<ImportAnswer> TakeAsync(string id, long from, Stream body, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } state)
        {
            return ImportAnswer.Refused(ImportRefusal.NotFound);
        }

        // Requests come in UTF-8 whatever the file was in.
        var reader = await RowReader.OpenAsync(body, state.Settings.Format with { Encoding = null }, cancellationToken);
        var rows = await ImportRows.ReadAsync(reader, ImportChunk.MaxRows + 1, cancellationToken);
        return rows.Rows.Count > ImportChunk.MaxRows
            ? throw new RowsTooLargeException($"A request may have at most {ImportChunk.MaxRows} rows.")
            : await job.TakeAsync(id, from, rows, cancellationToken);
    }

    /// <summary>Takes a whole file in one stream, after the rows that an earlier stream brought, and ends the import.</summary>
    /// <param name="resume">An open import of the same file; null for a new one.</param>
    public async Task<ImportAnswer> TakeAllAsync(ImportSettings settings, string? resume, Stream body, CancellationToken cancellationToken)
    {
        var state = resume is null ? null : await FindAsync(resume, cancellationToken);
        if (resume is not null && state is null)
        {
            return ImportAnswer.Refused(ImportRefusal.NotFound);
        }

        var reader = await RowReader.OpenAsync(body, settings.Format, cancellationToken);
        state ??= await BeginAsync(settings, cancellationToken);
        var checksum = RowChecksum.Start();
        for (var skipped = 0L; skipped < state.Next; skipped++)
        {
            checksum.Add(await reader.ReadAsync(cancellationToken) ?? throw new ImportFormatException("The file has fewer rows than were imported of it."));
        }

        if (checksum.ToString() != state.Checksum)
        {
            return ImportAnswer.Refused(ImportRefusal.OtherRows, state);
        }

        while (await ImportRows.ReadAsync(reader, RowsAtOnce, cancellationToken) is { Rows.Count: > 0 } rows)
        {
            var answer = await job.TakeAsync(state.Id, state.Next, rows, cancellationToken);
            if (answer.Refusal is not null)
            {
                return answer;
            }

            state = answer.State!; // there wherever nothing is refused
        }

        return await CompleteAsync(state.Id, null, null, cancellationToken);
    }

    /// <summary>Says what would become of a file's rows, without writing anything anywhere.</summary>
    /// <param name="each">Told of rows in order, with their outcomes.</param>
    public async Task<ImportState> RehearseAsync(ImportSettings settings, Stream body, Action<ImportChunk> each, CancellationToken cancellationToken)
    {
        var source = (IRowSource)config.Source(settings.Source)!.Webhook; // the caller asked for mistakes first
        var reader = await RowReader.OpenAsync(body, settings.Format, cancellationToken);
        var state = New(settings);
        var mapping = new RowMapping(source, settings, state.CreatedAt);
        var resolver = new RowResolver(stage.Resolver(time), null, time);
        while (await ImportRows.ReadAsync(reader, RowsAtOnce, cancellationToken) is { Rows.Count: > 0 } rows)
        {
            var resolved = await resolver.ResolveAsync(mapping.Read(rows.Rows, state.Next), false, cancellationToken);
            var chunk = ImportJob.Chunk(state.Next, resolved, state.Checksum, rows.Rows);
            state = ImportJob.Next(state, chunk, rows) with
            {
                Use = rows.Columns.Count == 0 ? state.Use : state.Use.Try(
                    rows.Columns, rows.Rows, content => source.ReadRow(RowMapping.Request(content, state.CreatedAt), settings.Object)),
            };
            each(chunk);
        }

        return state with { Status = ImportStatus.Complete, CompletedAt = time.GetUtcNow() };
    }

    /// <summary>Ends an import: its rows' outcomes are counted again, one by one, and must agree with the sums and with the caller's.</summary>
    /// <param name="rows">How many rows the caller read; null where it did not count.</param>
    /// <param name="checksum">The caller's; null where it has none.</param>
    public async Task<ImportAnswer> CompleteAsync(string id, long? rows, string? checksum, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await store.FindAsync(id, cancellationToken) is not { } import)
            {
                return ImportAnswer.Refused(ImportRefusal.NotFound);
            }

            var state = import.State;
            if ((rows ?? state.Next) != state.Next || (checksum ?? state.Checksum) != state.Checksum || !await AgreesAsync(state, cancellationToken))
            {
                return ImportAnswer.Refused(ImportRefusal.Mismatch, state);
            }

            var ended = state with { Status = ImportStatus.Complete, CompletedAt = time.GetUtcNow() };
            if (state.Status == ImportStatus.Complete || await store.SaveAsync(import, ended, cancellationToken) is not null)
            {
                return new(null, state.Status == ImportStatus.Complete ? state : ended, null);
            }
        }
    }

    /// <summary>Forgets an import and its rows' outcomes. What it applied stays applied.</summary>
    public async Task<bool> AbandonAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is null)
        {
            return false;
        }

        await store.RemoveAsync(id, cancellationToken);
        return true;
    }

    private async Task<bool> AgreesAsync(ImportState state, CancellationToken cancellationToken)
    {
        var counts = new ImportCounts();
        var (next, checksum) = (0L, RowChecksum.Start().ToString());
        await foreach (var chunk in store.ChunksAsync(state.Id, 0, cancellationToken))
        {
            if (chunk.From != next || chunk.Before != checksum)
            {
                return false;
            }

            counts = counts.Plus(ImportCounts.Of(chunk.Outcomes));
            (next, checksum) = (chunk.Next, chunk.After);
        }

        return next == state.Next && checksum == state.Checksum && counts == state.Counts && counts.Sum == state.Next;
    }

    private ImportState New(ImportSettings settings)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now).ToString("D"),
            Settings = settings,
            CreatedAt = now,
            Checksum = RowChecksum.Start().ToString(),
        };
    }
}
