using System.Data;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>The SQLite file. Every call is one short transaction on a pooled connection, so several processes may share the folder.</summary>
internal sealed class VaultStore(string folder)
{
    public const string FileName = "vault.db";

    private const string Columns =
        "v.name, v.version, v.sequence, v.sealed, v.content_type, v.tags, v.enabled, v.not_before, v.expires, v.created, v.updated, s.deleted_at, s.purge_at";

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS secrets (
          name TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
          deleted_at INTEGER,
          purge_at INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS versions (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT NOT NULL COLLATE NOCASE REFERENCES secrets(name) ON DELETE CASCADE,
          version TEXT NOT NULL COLLATE NOCASE,
          sealed BLOB NOT NULL,
          content_type TEXT,
          tags TEXT,
          enabled INTEGER NOT NULL,
          not_before INTEGER,
          expires INTEGER,
          created INTEGER NOT NULL,
          updated INTEGER NOT NULL,
          UNIQUE (name, version)
        );
        CREATE INDEX IF NOT EXISTS versions_by_name ON versions (name, sequence);
        """;

    private readonly string _path = Path.Combine(folder, FileName);

    public void Create()
    {
        try
        {
            // SQLite gives its -wal and -shm files the rights of the database file.
            VaultKey.CreateOwnerOnly(_path).Dispose();
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another start, or another process, was first.
        }

        using var connection = Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, Schema);
    }

    /// <summary>Runs a change under the write lock of the file; it is durable when this returns.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
        var result = change(connection);
        transaction.Commit();
        return result;
    }

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        using var connection = Open();
        return query(connection);
    }

    /// <summary>The newest version of a name, or the one asked for; null where there is none. Deleted secrets are found as well.</summary>
    public static SecretRow? Find(SqliteConnection connection, string name, string? version) => Rows(
        connection,
        $"SELECT {Columns} FROM versions v JOIN secrets s ON s.name = v.name WHERE v.name = $name AND ($version IS NULL OR v.version = $version) ORDER BY v.sequence DESC LIMIT 1",
        ("$name", name),
        ("$version", version)).SingleOrDefault();

    /// <summary>The newest version of every secret after a name, in name order.</summary>
    public static IReadOnlyList<SecretRow> Latest(SqliteConnection connection, bool deleted, string? after, int count) => Rows(
        connection,
        $"""
        SELECT {Columns} FROM secrets s JOIN versions v ON v.sequence = (SELECT max(sequence) FROM versions WHERE name = s.name)
        WHERE (s.deleted_at IS NOT NULL) = $deleted AND ($after IS NULL OR s.name > $after) ORDER BY s.name LIMIT $count
        """,
        ("$deleted", deleted ? 1 : 0),
        ("$after", after),
        ("$count", count));

    /// <summary>The versions of a live secret after a sequence, oldest first.</summary>
    public static IReadOnlyList<SecretRow> Versions(SqliteConnection connection, string name, long after, int count) => Rows(
        connection,
        $"SELECT {Columns} FROM versions v JOIN secrets s ON s.name = v.name WHERE v.name = $name AND s.deleted_at IS NULL AND v.sequence > $after ORDER BY v.sequence LIMIT $count",
        ("$name", name),
        ("$after", after),
        ("$count", count));

    public static void Insert(SqliteConnection connection, SecretRow row)
    {
        Execute(connection, "INSERT INTO secrets (name) VALUES ($name) ON CONFLICT DO NOTHING", ("$name", row.Name));
        Execute(
            connection,
            """
            INSERT INTO versions (name, version, sealed, content_type, tags, enabled, not_before, expires, created, updated)
            VALUES ($name, $version, $sealed, $type, $tags, $enabled, $notBefore, $expires, $created, $updated)
            """,
            [("$sealed", row.Sealed), ("$created", row.Created), .. Changeable(row)]);
    }

    public static void Update(SqliteConnection connection, SecretRow row) => Execute(
        connection,
        """
        UPDATE versions SET content_type = $type, tags = $tags, enabled = $enabled, not_before = $notBefore, expires = $expires, updated = $updated
        WHERE name = $name AND version = $version
        """,
        Changeable(row));

    public static void MarkDeleted(SqliteConnection connection, string name, long? at, long? purgeAt) => Execute(
        connection,
        "UPDATE secrets SET deleted_at = $at, purge_at = $purge WHERE name = $name",
        ("$at", at),
        ("$purge", purgeAt),
        ("$name", name));

    public static void Remove(SqliteConnection connection, string name) =>
        Execute(connection, "DELETE FROM secrets WHERE name = $name", ("$name", name));

    /// <summary>Removes what has been deleted for longer than it can be recovered.</summary>
    public static void Sweep(SqliteConnection connection, long now) =>
        Execute(connection, "DELETE FROM secrets WHERE purge_at <= $now", ("$now", now));

    private static (string, object?)[] Changeable(SecretRow row) =>
    [
        ("$name", row.Name),
        ("$version", row.Version),
        ("$type", row.ContentType),
        ("$tags", row.Tags is null ? null : JsonSerializer.Serialize(row.Tags, VaultJson.Default.IReadOnlyDictionaryStringString)),
        ("$enabled", row.Enabled ? 1 : 0),
        ("$notBefore", row.NotBefore),
        ("$expires", row.Expires),
        ("$updated", row.Updated),
    ];

    private SqliteConnection Open()
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = _path, ForeignKeys = true, DefaultTimeout = 30 };
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        // A purged value is overwritten, not only unlinked, and a commit is on the disk before it is answered.
        Execute(connection, "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    private static List<SecretRow> Rows(SqliteConnection connection, string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<SecretRow>();
        while (reader.Read())
        {
            rows.Add(Row(reader));
        }

        return rows;
    }

    private static SecretRow Row(SqliteDataReader reader) => new(reader.GetString(0), reader.GetString(1))
    {
        Sequence = reader.GetInt64(2),
        Sealed = reader.GetFieldValue<byte[]>(3),
        ContentType = reader.IsDBNull(4) ? null : reader.GetString(4),
        Tags = reader.IsDBNull(5) ? null : JsonSerializer.Deserialize(reader.GetString(5), VaultJson.Default.IReadOnlyDictionaryStringString),
        Enabled = reader.GetBoolean(6),
        NotBefore = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        Expires = reader.IsDBNull(8) ? null : reader.GetInt64(8),
        Created = reader.GetInt64(9),
        Updated = reader.GetInt64(10),
        DeletedAt = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        PurgeAt = reader.IsDBNull(12) ? null : reader.GetInt64(12),
    };

    private static SqliteCommand Command(SqliteConnection connection, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
