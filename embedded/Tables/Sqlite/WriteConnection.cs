using System.Text;
using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>The one connection that writes, and the statements that it repeats. Everything here runs between Begin and Commit.</summary>
internal sealed class WriteConnection(SqliteDatabase db) : IDisposable
{
    private const string Where = "WHERE t = ?1 AND pk = ?2 AND rk = ?3";

    private readonly Dictionary<string, long> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly SqliteStatement _insert = db.Statement(
        "INSERT INTO entities (t, pk, rk, v, props) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");

    private readonly SqliteStatement _upsert = db.Statement(
        "INSERT INTO entities (t, pk, rk, v, props) VALUES (?1, ?2, ?3, ?4, ?5)"
        + " ON CONFLICT DO UPDATE SET v = excluded.v, props = excluded.props");

    private readonly SqliteStatement _update = db.Statement($"UPDATE entities SET v = ?4, props = ?5 {Where}");
    private readonly SqliteStatement _updateIf = db.Statement($"UPDATE entities SET v = ?4, props = ?5 {Where} AND v = ?6");
    private readonly SqliteStatement _delete = db.Statement($"DELETE FROM entities {Where}");
    private readonly SqliteStatement _deleteIf = db.Statement($"DELETE FROM entities {Where} AND v = ?4");
    private readonly SqliteStatement _find = db.Statement($"SELECT v, props FROM entities {Where}");
    private readonly SqliteStatement _foreign = db.Statement("PRAGMA data_version");
    private long _seen = -1;
    private long _clock;
    private long _clockStored;

    public void Begin(long now)
    {
        db.Execute("BEGIN IMMEDIATE");
        _foreign.Step();
        var changes = _foreign.Int64(0);
        _foreign.Reset();
        if (changes != _seen)
        {
            // Another process has written: what is remembered of the file may be wrong.
            _seen = changes;
            _tables.Clear();
            _clock = _clockStored = ReadClock();
        }

        _clock = Math.Max(_clock, now);
    }

    public void Commit()
    {
        if (_clock != _clockStored)
        {
            db.Statement("UPDATE clock SET v = ?1 WHERE id = 1").Bind(1, _clock).Execute();
        }

        db.Execute("COMMIT");
        _clockStored = _clock;
    }

    public void Mark() => db.Execute("SAVEPOINT work");

    public void Unmark() => db.Execute("RELEASE work");

    public void BackToMark()
    {
        db.Execute("ROLLBACK TO work");
        db.Execute("RELEASE work");
    }

    public long? FindTable(string name)
    {
        if (_tables.TryGetValue(name, out var id))
        {
            return id;
        }

        var statement = db.Statement("SELECT id FROM tables WHERE name = ?1").Bind(1, name);
        if (!statement.Step())
        {
            return null;
        }

        id = statement.Int64(0);
        statement.Reset();
        _tables.Add(name, id);
        return id;
    }

    public bool CreateTable(string name) =>
        db.Statement("INSERT INTO tables (name) VALUES (?1) ON CONFLICT DO NOTHING").Bind(1, name).Execute() == 1;

    public bool DeleteTable(string name)
    {
        if (FindTable(name) is not { } id)
        {
            return false;
        }

        _tables.Remove(name);
        db.Statement("DELETE FROM entities WHERE t = ?1").Bind(1, id).Execute();
        db.Statement("DELETE FROM tables WHERE id = ?1").Bind(1, id).Execute();
        return true;
    }

    /// <returns>Null, or why the service would refuse; nothing is then changed.</returns>
    public RequestFailedException? Apply(long table, StoredCommand command, out long version)
    {
        version = command.Type == TableTransactionActionType.Delete ? 0 : ++_clock;
        return command.Type switch
        {
            TableTransactionActionType.Add => Put(_insert, table, command, version) == 1 ? null : TableErrors.EntityExists(),
            TableTransactionActionType.UpsertReplace => Put(_upsert, table, command, version) == 1 ? null : TableErrors.EntityMissing(),
            TableTransactionActionType.UpdateReplace => Replace(table, command, version),
            TableTransactionActionType.UpdateMerge => Merge(table, command, version, insert: false),
            TableTransactionActionType.UpsertMerge => Merge(table, command, version, insert: true),
            TableTransactionActionType.Delete => Delete(table, command),
            _ => TableErrors.Invalid($"Unknown transaction action {command.Type}."),
        };
    }

    public void Dispose() => db.Dispose();

    private static SqliteStatement Key(SqliteStatement statement, long table, StoredCommand command) =>
        statement.Bind(1, table).BindText(2, command.PartitionKey).BindText(3, command.RowKey);

    private static int Put(SqliteStatement statement, long table, StoredCommand command, long version) =>
        Key(statement, table, command).Bind(4, version).BindBlob(5, command.Properties).Execute();

    private RequestFailedException? Replace(long table, StoredCommand command, long version)
    {
        var changed = command.IfVersion is { } expected
            ? Put(_updateIf.Bind(6, expected), table, command, version)
            : Put(_update, table, command, version);
        return changed == 1 ? null : Missed(table, command);
    }

    private RequestFailedException? Delete(long table, StoredCommand command)
    {
        var changed = command.IfVersion is { } expected
            ? Key(_deleteIf, table, command).Bind(4, expected).Execute()
            : Key(_delete, table, command).Execute();
        return changed == 1 ? null : Missed(table, command);
    }

    private RequestFailedException Missed(long table, StoredCommand command)
    {
        var found = Key(_find, table, command).Step();
        _find.Reset();
        return found ? TableErrors.ConditionNotMet() : TableErrors.EntityMissing();
    }

    private RequestFailedException? Merge(long table, StoredCommand command, long version, bool insert)
    {
        if (!Key(_find, table, command).Step())
        {
            return insert && Put(_insert, table, command, version) == 1 ? null : TableErrors.EntityMissing();
        }

        var stored = _find.Int64(0);
        var merged = PropertyBlob.Merge(_find.Bytes(1), command.Properties);
        _find.Reset();
        if (command.IfVersion is { } expected && expected != stored)
        {
            return TableErrors.ConditionNotMet();
        }

        try
        {
            PropertyBlob.CheckLimits(
                merged, Encoding.UTF8.GetCharCount(command.PartitionKey), Encoding.UTF8.GetCharCount(command.RowKey));
        }
        catch (RequestFailedException e)
        {
            return e;
        }

        Key(_update, table, command).Bind(4, version).BindBlob(5, merged).Execute();
        return null;
    }

    private long ReadClock()
    {
        var statement = db.Statement("SELECT v FROM clock WHERE id = 1");
        var clock = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return clock;
    }
}
