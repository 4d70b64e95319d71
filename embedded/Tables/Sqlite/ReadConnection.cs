using System.Text;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A connection that reads; each statement sees the last commit and waits for nobody.</summary>
internal sealed class ReadConnection(SqliteDatabase db) : IDisposable
{
    private readonly SqliteStatement _point = db.Statement(
        "SELECT e.v, e.props FROM tables t JOIN entities e ON e.t = t.id WHERE t.name = ?1 AND e.pk = ?2 AND e.rk = ?3");

    /// <summary>The entity, or null where it or its table is not there.</summary>
    public EntityRow? Read(string table, EntityKey key, IReadOnlyCollection<string>? select)
    {
        _point.Bind(1, table).BindText(2, Encoding.UTF8.GetBytes(key.PartitionKey)).BindText(3, Encoding.UTF8.GetBytes(key.RowKey));
        if (!_point.Step())
        {
            return null;
        }

        try
        {
            return RowReader.Read(key, _point.Int64(0), _point.Bytes(1), select);
        }
        finally
        {
            _point.Reset();
        }
    }

    public long? FindTable(string name)
    {
        var statement = db.Statement("SELECT id FROM tables WHERE name = ?1").Bind(1, name);
        if (!statement.Step())
        {
            return null;
        }

        var id = statement.Int64(0);
        statement.Reset();
        return id;
    }

    /// <summary>Names in the service's order, from the given one on.</summary>
    public List<string> ListTables(string from)
    {
        var names = new List<string>();
        var statement = db.Statement("SELECT name FROM tables WHERE name >= ?1 ORDER BY name").Bind(1, from);
        while (statement.Step())
        {
            names.Add(statement.Text(0));
        }

        return names;
    }

    /// <summary>One page. Next is the first key that was not looked at, or null at the end.</summary>
    public (List<EntityRow> Rows, EntityKey? Next) Scan(long table, PageScan scan, int top)
    {
        var statement = scan.Bind(db, table);
        var rows = new List<EntityRow>();
        var looked = 0;
        try
        {
            while (statement.Step())
            {
                var key = new EntityKey(statement.Text(0), statement.Text(1));
                if (rows.Count == top || looked == PageScan.MaxLooked)
                {
                    return (rows, key);
                }

                looked++;
                var version = statement.Int64(2);
                var properties = statement.Bytes(3);
                if (scan.Matches(key, version, properties))
                {
                    rows.Add(RowReader.Read(key, version, properties, scan.Select));
                }
            }

            return (rows, null);
        }
        finally
        {
            statement.Reset();
        }
    }

    public void Dispose() => db.Dispose();
}

/// <summary>Turns stored columns into an entity.</summary>
internal static class RowReader
{
    public static EntityRow Read(EntityKey key, long version, ReadOnlySpan<byte> blob, IReadOnlyCollection<string>? select)
    {
        var row = new EntityRow { ETag = VersionTag.Write(version) };
        if (select is null || select.Contains(EntityNames.PartitionKey))
        {
            row.PartitionKey = key.PartitionKey;
        }

        if (select is null || select.Contains(EntityNames.RowKey))
        {
            row.RowKey = key.RowKey;
        }

        if (select is null || select.Contains(EntityNames.Timestamp))
        {
            row.Timestamp = new DateTimeOffset(version, TimeSpan.Zero);
        }

        var reader = new PropertyReader(blob);
        while (reader.Read())
        {
            var name = NameCache.Get(reader.NameBytes);
            if (select is null || select.Contains(name))
            {
                row.Properties.Add(new(name, reader.Value));
            }
        }

        return row;
    }
}
