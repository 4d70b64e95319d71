namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>SQLite refused. Code is its primary result code: https://sqlite.org/rescode.html.</summary>
internal sealed class SqliteFailure(int code, string message) : Exception(message)
{
    public int Code { get; } = code;
}
