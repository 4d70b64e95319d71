using System.Collections.Concurrent;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>One file, shared by every client in the process that names its folder. Nothing needs to be disposed.</summary>
internal sealed class TableStore
{
    private static readonly ConcurrentDictionary<string, TableStore> Stores = new(StringComparer.Ordinal);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly ReadPool _reads;
    private readonly WriteQueue _writes;
    private volatile bool _created;

    private TableStore(string path)
    {
        _path = path;
        _reads = new ReadPool(path);
        _writes = new WriteQueue(path, _reads.Close);
    }

    /// <param name="folder">Relative to the current directory, if not rooted.</param>
    public static TableStore At(string folder) =>
        Stores.GetOrAdd(Path.Combine(Path.GetFullPath(folder), "tables.db"), static path => new TableStore(path));

    public string FilePath => _path;

    /// <summary>Returns once the work is durable. The token counts until the work has a place in the queue.</summary>
    public async Task WriteAsync(WriteWork work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        EnsureCreated();
        _writes.Add(work);
        await work.Done;
    }

    public ValueTask<T> ReadAsync<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        EnsureCreated();
        return _reads.ReadAsync(read, cancellationToken);
    }

    private void EnsureCreated()
    {
        if (_created)
        {
            return;
        }

        lock (_gate)
        {
            try
            {
                if (!_created)
                {
                    StoreFile.Create(_path);
                    _created = true;
                }
            }
            catch (Exception e) when (e is SqliteFailure or IOException or UnauthorizedAccessException)
            {
                throw StoreErrors.Translate(e, _path);
            }
        }
    }
}
