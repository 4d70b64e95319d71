using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ServerlessCdi.Benchmarks.Floor;

/// <summary>Rows made durable in groups: one commit, and so one fsync, for all who wait at that moment.</summary>
internal sealed class DurableLog : IAsyncDisposable
{
    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly Task _writing;

    public DurableLog(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=false");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("CREATE TABLE log (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        _writing = Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Returns when the body is on disk.</summary>
    public Task AddAsync(byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((body, done)) ? done.Task : throw new ObjectDisposedException(nameof(DurableLog));
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
        await _connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        await using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO log (body) VALUES ($body)";
        var parameter = insert.Parameters.Add("$body", SqliteType.Blob);
        var group = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await using var transaction = _connection.BeginTransaction();
            insert.Transaction = transaction;
            while (_waiting.Reader.TryRead(out var row))
            {
                parameter.Value = row.Body;
                insert.ExecuteNonQuery();
                group.Add(row.Done);
            }

            await transaction.CommitAsync();
            group.ForEach(d => d.SetResult());
            group.Clear();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
