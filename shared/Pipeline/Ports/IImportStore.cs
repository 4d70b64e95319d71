using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Table <c>imports</c>: how far each import is, and how each of its rows ended.</summary>
public interface IImportStore
{
    Task<StoredImport> AddAsync(ImportState state, CancellationToken cancellationToken);

    Task<StoredImport?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    IAsyncEnumerable<ImportState> ListAsync(CancellationToken cancellationToken);

    /// <returns>Null where the import was changed by another meanwhile, or is gone.</returns>
    Task<StoredImport?> SaveAsync(StoredImport import, ImportState next, CancellationToken cancellationToken);

    /// <summary>Stores the outcome of some rows and the state after them in one transaction, or nothing of it.</summary>
    /// <returns>Null where the import was changed by another meanwhile, or is gone.</returns>
    Task<StoredImport?> AppendAsync(StoredImport import, ImportState next, ImportChunk chunk, CancellationToken cancellationToken);

    /// <summary>The rows that were brought together and begin at this one; null where none begin there.</summary>
    Task<ImportChunk?> ChunkAsync(string id, long from, CancellationToken cancellationToken);

    /// <summary>Outcomes in the order of the rows, from those that hold the row on.</summary>
    IAsyncEnumerable<ImportChunk> ChunksAsync(string id, long from, CancellationToken cancellationToken);

    Task RemoveAsync(string id, CancellationToken cancellationToken);
}

/// <param name="Handle">What the store needs to write this state's successor (its ETag). Opaque here.</param>
public sealed record StoredImport(ImportState State, object Handle);
