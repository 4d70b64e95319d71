namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// The tables. A message is a small row that is rewritten at every lock, beside a body that is written once, so that
/// locking 256 messages rewrites a few pages and not their bodies. Its id is its queue and its sequence number in one
/// number (see <see cref="EntityKey"/>), so that a queue is a range of ids and needs no index to be read in order.
/// </summary>
internal static class Schema
{
    private const int Version = 1;

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS queues(
            id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, next_seq INTEGER NOT NULL,
            lock_ms INTEGER NOT NULL, max_deliveries INTEGER NOT NULL, sessions INTEGER NOT NULL, dedup INTEGER NOT NULL,
            dedup_ms INTEGER NOT NULL, ttl_ms INTEGER, dead_letter_expired INTEGER NOT NULL, created INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS messages(
            id INTEGER PRIMARY KEY, body INTEGER NOT NULL, state INTEGER NOT NULL, home INTEGER NOT NULL, grp TEXT,
            enqueued INTEGER NOT NULL, expires INTEGER, due INTEGER, deliveries INTEGER NOT NULL DEFAULT 0,
            lock INTEGER, until INTEGER, overlay BLOB);
        CREATE TABLE IF NOT EXISTS bodies(id INTEGER PRIMARY KEY, payload BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS locks(n INTEGER PRIMARY KEY, lock INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, until INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS sessions(
            entity INTEGER NOT NULL, id TEXT NOT NULL, lock INTEGER, until INTEGER, state BLOB, accepted INTEGER NOT NULL,
            PRIMARY KEY(entity, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS seen(n INTEGER PRIMARY KEY, queue INTEGER NOT NULL, at INTEGER NOT NULL, key BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS ready ON messages(grp) WHERE state = 0;
        CREATE INDEX IF NOT EXISTS held ON messages(grp) WHERE state = 1 AND grp IS NOT NULL;
        CREATE INDEX IF NOT EXISTS timed ON messages(due) WHERE due IS NOT NULL;
        CREATE INDEX IF NOT EXISTS locks_until ON locks(until);
        CREATE INDEX IF NOT EXISTS sessions_until ON sessions(until) WHERE until IS NOT NULL;
        """;

    public static void Prepare(Database database)
    {
        database.Execute("PRAGMA journal_mode=WAL");
        database.Execute("PRAGMA synchronous=FULL");
        database.Execute("PRAGMA temp_store=MEMORY");
        database.Execute("PRAGMA cache_size=-32000");
        database.Execute("PRAGMA wal_autocheckpoint=4000");
        database.Execute("PRAGMA journal_size_limit=67108864");
        database.Execute("BEGIN IMMEDIATE");
        using (var version = database.Prepare("PRAGMA user_version"))
        {
            if (version.Scalar() is > Version)
            {
                database.Execute("ROLLBACK");
                throw new NotSupportedException($"The queue store '{database.File}' was written by a newer version of this product. Run that version, or use another folder.");
            }
        }

        database.Execute(Tables);
        database.Execute($"PRAGMA user_version={Version}");
        database.Execute("COMMIT");
    }
}
