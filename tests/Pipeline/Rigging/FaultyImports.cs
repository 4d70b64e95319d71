using System.Runtime.CompilerServices;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyImports(IImportStore store, PortFaults faults) : IImportStore
{
    public Task<StoredImport> AddAsync(ImportState state, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.AddAsync(state, cancellationToken));

    public Task<StoredImport?> FindAsync(string id, CancellationToken cancellationToken) => faults.CallAsync(() => store.FindAsync(id, cancellationToken));

    public IAsyncEnumerable<ImportState> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    public Task<StoredImport?> SaveAsync(StoredImport import, ImportState next, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.SaveAsync(import, next, cancellationToken));

    public Task<StoredImport?> AppendAsync(StoredImport import, ImportState next, ImportChunk chunk, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.AppendAsync(import, next, chunk, cancellationToken));

    public Task<ImportChunk?> ChunkAsync(string id, long from, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.ChunkAsync(id, from, cancellationToken));

    public async IAsyncEnumerable<ImportChunk> ChunksAsync(string id, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await faults.CallAsync(() => Task.CompletedTask);
        await foreach (var chunk in store.ChunksAsync(id, from, cancellationToken))
        {
            yield return chunk;
        }
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => faults.CallAsync(() => store.RemoveAsync(id, cancellationToken));
}
