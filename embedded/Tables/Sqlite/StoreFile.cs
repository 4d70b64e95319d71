using SQLitePCL;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>The file's form, and how it is opened. Several processes may have it open.</summary>
internal static class StoreFile
{
    private const int Form = 1;

    private const string Schema =
        """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS tables (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS entities (
          t INTEGER NOT NULL, pk TEXT NOT NULL, rk TEXT NOT NULL, v INTEGER NOT NULL, props BLOB NOT NULL,
          PRIMARY KEY (t, pk, rk)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), v INTEGER NOT NULL);
        INSERT OR IGNORE INTO clock (id, v) VALUES (1, 0);
        PRAGMA user_version = 1;
        COMMIT;
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Makes the folder and the file where they are missing. Safe to run in several processes at once.</summary>
    public static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        OwnerOnlyFile.CreateIfMissing(path);
        using var db = new SqliteDatabase(path, create: true);

        // Counts only for a new file. A row of over a quarter of a page needs a page of its own beside; of 8 KiB few rows do.
        db.Script("PRAGMA page_size = 8192;");
        EnterWriteAhead(db);
        var form = ReadForm(db);
        if (form > Form)
        {
            throw new SqliteFailure(raw.SQLITE_NOTADB, $"it was written by a newer version: form {form}, known is {Form}");
        }

        if (form == 0)
        {
            db.Script(Schema);
        }
    }

    public static SqliteDatabase OpenWriter(string path)
    {
        var db = new SqliteDatabase(path, create: false);
        // Cache in KiB when negative; the log is folded back every 4,000 pages (32 MiB) and then cut.
        db.Script(
            """
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -65536;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA temp_store = MEMORY;
            """);
        return db;
    }

    public static SqliteDatabase OpenReader(string path)
    {
        var db = new SqliteDatabase(path, create: false);
        db.Script("PRAGMA query_only = 1; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;");
        return db;
    }

    /// <summary>SQLite does not wait by itself while two processes turn a new file to write-ahead logging.</summary>
    private static void EnterWriteAhead(SqliteDatabase db)
    {
        using var never = new ManualResetEventSlim(false);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                db.Script("PRAGMA journal_mode = WAL;");
                return;
            }
            catch (SqliteFailure e) when (e.Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED
                && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                never.Wait(Pause);
            }
        }
    }

    private static long ReadForm(SqliteDatabase db)
    {
        var statement = db.Statement("PRAGMA user_version");
        statement.Step();
        var form = statement.Int64(0);
        statement.Reset();
        return form;
    }
}
