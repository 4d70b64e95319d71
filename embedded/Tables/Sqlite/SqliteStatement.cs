using System.Text;
using SQLitePCL;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A prepared statement, used by one thread at a time. Positions of parameters begin at 1, of columns at 0.</summary>
internal sealed class SqliteStatement(sqlite3 db, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int position, long value)
    {
        SqliteDatabase.Check(db, raw.sqlite3_bind_int64(handle, position, value));
        return this;
    }

    public SqliteStatement Bind(int position, string value)
    {
        SqliteDatabase.Check(db, raw.sqlite3_bind_text(handle, position, value));
        return this;
    }

    /// <summary>Binds text that is in UTF-8 already.</summary>
    public SqliteStatement BindText(int position, byte[] value)
    {
        // An empty span has a null pointer, which SQLite would take for NULL.
        SqliteDatabase.Check(db, value.Length == 0
            ? raw.sqlite3_bind_text(handle, position, string.Empty)
            : raw.sqlite3_bind_text(handle, position, value.AsSpan()));
        return this;
    }

    public SqliteStatement BindBlob(int position, ReadOnlySpan<byte> value)
    {
        SqliteDatabase.Check(db, value.Length == 0
            ? raw.sqlite3_bind_zeroblob(handle, position, 0)
            : raw.sqlite3_bind_blob(handle, position, value));
        return this;
    }

    /// <summary>True while there is a row. After false the statement is ready for its next use.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(handle);
        if (code != raw.SQLITE_DONE)
        {
            SqliteDatabase.Check(db, code);
        }

        return false;
    }

    /// <summary>Runs a statement without rows and returns how many rows it changed.</summary>
    public int Execute()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(db);
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();
}
