using Azure.Messaging.ServiceBus;
using SQLitePCL;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// One SQLite connection, used by one thread at a time. It speaks to SQLite directly, because at tens of thousands of
/// statements a second the ADO layer costs more than the statements.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>How long a write waits for another process that holds the write lock.</summary>
    private const int BusyMilliseconds = 10_000;

    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    public Database(string file)
    {
        File = file;
        OwnerOnlyFile.CreateIfMissing(file);
        var code = raw.sqlite3_open_v2(file, out _handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            var fault = Fault(code);
            _handle?.Dispose();
            throw fault;
        }

        raw.sqlite3_busy_timeout(_handle, BusyMilliseconds);
    }

    public string File { get; }

    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>True while BEGIN has happened and neither COMMIT nor ROLLBACK (SQLite rolls back by itself on a full disk).</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        var prepared = new Statement(this, statement);
        _statements.Add(prepared);
        return prepared;
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Fault(code);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private ServiceBusException Fault(int code)
    {
        var detail = _handle is null ? raw.sqlite3_errstr(code).utf8_to_string() : raw.sqlite3_errmsg(_handle).utf8_to_string();
        var folder = Path.GetDirectoryName(File);
        return (code & 0xff) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new ServiceBusException(
                $"The queue store '{File}' has been locked by another process for {BusyMilliseconds / 1000} seconds. Find the process that holds it open, or try again.",
                ServiceBusFailureReason.ServiceBusy),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new ServiceBusException(
                false,
                $"The queue store '{File}' is damaged ({detail}). Stop every process that uses it, move queues.db and its -wal and -shm files away, and restore a backup or start with an empty store."),
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => new ServiceBusException(
                false,
                $"The queue store '{File}' cannot be written ({detail}). Give this user write access to the folder '{folder}' or set another Path= in the connection string."),
            raw.SQLITE_FULL => new ServiceBusException(
                $"The disk that holds the queue store '{File}' is full. Nothing was accepted; free space and try again.",
                ServiceBusFailureReason.QuotaExceeded),
            _ => new ServiceBusException(false, $"The queue store '{File}' failed: {detail} (SQLite {code})."),
        };
    }
}
