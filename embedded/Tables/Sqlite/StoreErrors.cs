using Azure;
using SQLitePCL;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>Says what is wrong with the file and what to do, in the exception that an unreachable service would throw.</summary>
internal static class StoreErrors
{
    public static RequestFailedException Translate(Exception failure, string path) => failure switch
    {
        SqliteFailure sqlite => Create(sqlite.Code, sqlite, path),
        UnauthorizedAccessException or IOException => Create(raw.SQLITE_CANTOPEN, failure, path),
        _ => Create(raw.SQLITE_ERROR, failure, path),
    };

    private static RequestFailedException Create(int code, Exception failure, string path)
    {
        var (status, advice) = code switch
        {
            raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                (500, "cannot be opened for writing. Check that its folder is on a writable disk and that this user may write there."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                (503, "is locked by another program. Close what has it open (a backup, a database browser) and try again."),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                (500, "is damaged or is not a table store. Restore it from a backup, or move it away to begin with an empty store."),
            raw.SQLITE_FULL => (500, "cannot grow: the disk is full. Free some space and try again."),
            _ => (500, "failed."),
        };
        var error = status == 503 ? "ServerBusy" : "InternalError";
        return new RequestFailedException(status, $"The table store '{path}' {advice} ({failure.Message})", error, failure);
    }
}
