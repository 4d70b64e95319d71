using SQLitePCL;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A connection, used by one thread at a time, that keeps the statements it has prepared.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    public SqliteDatabase(string path, bool create)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out _handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var message = raw.sqlite3_errstr(code).utf8_to_string();
            _handle.Dispose();
            throw new SqliteFailure(code & 0xFF, message);
        }

        raw.sqlite3_busy_timeout(_handle, (int)BusyTimeout.TotalMilliseconds);
    }

    /// <exception cref="SqliteFailure">The code is an error.</exception>
    public static void Check(sqlite3 db, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteFailure(code & 0xFF, raw.sqlite3_errmsg(db).utf8_to_string());
        }
    }

    /// <summary>The statement of this text, prepared at its first use. Each use ends with a step that returns false, or with Reset.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(_handle, raw.sqlite3_prepare_v2(_handle, sql, out var prepared));
            statement = new SqliteStatement(_handle, prepared);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql) => Statement(sql).Execute();

    /// <summary>Runs several statements once.</summary>
    public void Script(string sql) => Check(_handle, raw.sqlite3_exec(_handle, sql));

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
