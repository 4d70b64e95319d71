namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>
/// Folds the write-ahead log back into the file beside the writer, so that the writer, whose turn it would be when the log has
/// grown, finds little left to fold. It waits for nobody and nobody waits for it; what it does not manage, the writer does.
/// </summary>
internal sealed class LogFolder(string path)
{
    /// <summary>Writes between two foldings: about half of what the writer lets the log grow by.</summary>
    private const int Every = 4_000;

    private int _since;
    private int _running;

    /// <summary>Called by the writer after each commit.</summary>
    public void Committed(int writes)
    {
        _since += writes;
        if (_since >= Every && Interlocked.Exchange(ref _running, 1) == 0)
        {
            _since = 0;
            new Thread(Fold) { IsBackground = true, Name = "table store log folder" }.Start();
        }
    }

    private void Fold()
    {
        try
        {
            using var db = StoreFile.OpenWriter(path);
            db.Script("PRAGMA wal_checkpoint(PASSIVE);");
        }
        catch (SqliteFailure)
        {
            // The writer meets the same fault at its next commit, and tells its callers.
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
