using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A few connections that reads take turns on.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process, and its semaphore holds no handle.")]
internal sealed class ReadPool(string path)
{
    private readonly SemaphoreSlim _turns = new(Math.Clamp(Environment.ProcessorCount * 2, 4, 16));
    private readonly ConcurrentStack<ReadConnection> _free = new();

    public async ValueTask<T> ReadAsync<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return Read(read);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Lets go of the file; the next read opens it again.</summary>
    public void Close()
    {
        while (_free.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }

    private T Read<T>(Func<ReadConnection, T> read)
    {
        ReadConnection? connection = null;
        try
        {
            if (!_free.TryPop(out connection))
            {
                connection = new ReadConnection(StoreFile.OpenReader(path));
            }

            var result = read(connection);
            _free.Push(connection);
            return result;
        }
        catch (Exception e) when (e is SqliteFailure or InvalidDataException)
        {
            connection?.Dispose();
            throw StoreErrors.Translate(e, path);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }
}
