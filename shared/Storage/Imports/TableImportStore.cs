using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Imports;

/// <summary>Table <c>imports</c>: a partition an import, so that outcomes and the state after them are one transaction.</summary>
internal sealed class TableImportStore(StoreTables tables) : IImportStore
{
    // Letters and reasons may make a row large, so a page is kept small.
    private const int ChunksPerPage = 20;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly MeteredTable _table = tables.Imports;

    public async Task<StoredImport> AddAsync(ImportState state, CancellationToken cancellationToken)
    {
        // The index first: an entry that leads nowhere is passed over, an import that nothing leads to would stay for ever.
        await _table.UpsertAsync(ImportRows.Index(state), cancellationToken);
        await _table.TryAddAsync(ImportRows.Write(state), cancellationToken);
        return await FindAsync(state.Id, cancellationToken) ?? throw new InvalidOperationException("The import was removed while it was begun.");
    }

    public async Task<StoredImport?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _table.FindAsync(ImportRows.Partition(id), ImportRows.StateRow, null, cancellationToken) is { } row
            ? new(ImportRows.ReadState(row), row.ETag)
            : null;

    public async IAsyncEnumerable<ImportState> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _table.QueryAsync(RowFilter.Partition(ImportRows.IndexPartition), null, null, cancellationToken))
        {
            if (entry.GetString(ImportRows.IdColumn) is { } id && await FindAsync(id, cancellationToken) is { } import)
            {
                yield return import.State;
            }
        }
    }

    public Task<StoredImport?> SaveAsync(StoredImport import, ImportState next, CancellationToken cancellationToken) =>
        SubmitAsync(next, [Replace(import, next)], cancellationToken);

    public Task<StoredImport?> AppendAsync(StoredImport import, ImportState next, ImportChunk chunk, CancellationToken cancellationToken) => SubmitAsync(
        next,
        [Replace(import, next), new(TableTransactionActionType.Add, ImportRows.Write(next.Id, chunk))],
        cancellationToken);

    public async Task<ImportChunk?> ChunkAsync(string id, long from, CancellationToken cancellationToken) =>
        await _table.FindAsync(ImportRows.Partition(id), ImportRows.ChunkRow(from), null, cancellationToken) is { } row ? ImportRows.ReadChunk(row) : null;

    public async IAsyncEnumerable<ImportChunk> ChunksAsync(string id, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = Math.Max(0, from - ImportChunk.MaxRows);
        await foreach (var row in _table.QueryAsync(ImportRows.ChunksFrom(id, first), ChunksPerPage, null, cancellationToken))
        {
            if (ImportRows.ReadChunk(row) is var chunk && chunk.Next > from)
            {
                yield return chunk;
            }
        }
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is { } import)
        {
            var chunks = new List<string>();
            await foreach (var row in _table.QueryAsync(ImportRows.ChunksFrom(id, 0), null, KeysOnly, cancellationToken))
            {
                chunks.Add(row.RowKey);
            }

            // The state goes after its chunks, and only as it was read: what was appended meanwhile is found the next time round.
            await _table.DeleteRowsAsync(ImportRows.Partition(id), chunks, cancellationToken);
            if (await _table.TryDeleteAsync(ImportRows.Partition(id), ImportRows.StateRow, (ETag)import.Handle, cancellationToken))
            {
                await _table.DeleteRowsAsync(ImportRows.IndexPartition, [ImportRows.IndexRow(import.State)], cancellationToken);
            }
        }
    }

    private static TableTransactionAction Replace(StoredImport import, ImportState next) =>
        new(TableTransactionActionType.UpdateReplace, ImportRows.Write(next), (ETag)import.Handle);

    private async Task<StoredImport?> SubmitAsync(ImportState next, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            var responses = await _table.SubmitAsync(actions, cancellationToken);
            return new(next, responses[0].Headers.ETag ?? throw new InvalidOperationException("The table gave no ETag."));
        }
        catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return null;
        }
    }
}
