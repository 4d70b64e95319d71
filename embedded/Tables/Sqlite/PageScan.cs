using System.Text;
using ServerlessCdi.Embedded.Tables.Backends;
using ServerlessCdi.Embedded.Tables.Entities;
using ServerlessCdi.Embedded.Tables.Filters;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>A query's way through the file: the key range goes to SQLite, the whole filter is then applied to each row.</summary>
internal sealed class PageScan
{
    /// <summary>Like the service, which bounds the time of a page, a page looks at only so many rows.</summary>
    public const int MaxLooked = 20_000;

    private const string Columns = "SELECT pk, rk, v, props FROM entities WHERE t = ?1";

    private readonly FilterNode? _filter;
    private readonly KeyRange _range;
    private readonly EntityKey? _from;
    private readonly bool _keysOnly;

    public PageScan(string? filter, EntityKey? from, IReadOnlyCollection<string>? select)
    {
        _filter = FilterParser.Parse(filter);
        _range = KeyRange.Of(_filter);
        _from = from;
        _keysOnly = KeysOnly(_filter);
        Select = select;
    }

    public IReadOnlyCollection<string>? Select { get; }

    public SqliteStatement Bind(SqliteDatabase db, long table) =>
        _range.Partition is { } partition ? BindPartition(db, table, partition) : BindTable(db, table);

    public bool Matches(EntityKey key, long version, ReadOnlySpan<byte> properties)
    {
        if (_filter is null)
        {
            return true;
        }

        // The lookup cannot hold a span, so the properties are copied, but only where the filter looks past the keys.
        var blob = _keysOnly ? [] : properties.ToArray();
        return _filter.Matches(name => name switch
        {
            EntityNames.PartitionKey => key.PartitionKey,
            EntityNames.RowKey => key.RowKey,
            EntityNames.Timestamp => new DateTimeOffset(version, TimeSpan.Zero),
            _ => PropertyReader.FindValue(blob, Encoding.UTF8.GetBytes(name)),
        });
    }

    private static bool KeysOnly(FilterNode? node) => node switch
    {
        AndNode and => KeysOnly(and.Left) && KeysOnly(and.Right),
        OrNode or => KeysOnly(or.Left) && KeysOnly(or.Right),
        NotNode not => KeysOnly(not.Inner),
        ComparisonNode comparison => comparison.OnKey,
        _ => true,
    };

    private SqliteStatement BindPartition(SqliteDatabase db, long table, string partition)
    {
        var low = _from is { } from ? new KeyBound(from.RowKey, true) : _range.RowLow;
        var high = _range.RowHigh;
        var sql = $"{Columns} AND pk = ?2{Low("rk", low, 3)}{High("rk", high, 4)} ORDER BY rk";
        var statement = db.Statement(sql).Bind(1, table).Bind(2, partition);
        return BindEnds(statement, low, high);
    }

    private SqliteStatement BindTable(SqliteDatabase db, long table)
    {
        var high = _range.PartitionHigh;
        if (_from is { } from)
        {
            var resumed = db.Statement($"{Columns} AND (pk, rk) >= (?2, ?3){High("pk", high, 4)} ORDER BY pk, rk")
                .Bind(1, table).Bind(2, from.PartitionKey);
            return BindEnds(resumed, new KeyBound(from.RowKey, true), high);
        }

        var low = _range.PartitionLow;
        var statement = db.Statement($"{Columns}{Low("pk", low, 3)}{High("pk", high, 4)} ORDER BY pk, rk").Bind(1, table);
        return BindEnds(statement, low, high);
    }

    private static SqliteStatement BindEnds(SqliteStatement statement, KeyBound low, KeyBound high)
    {
        if (low.Key is not null)
        {
            statement.Bind(3, low.Key);
        }

        return high.Key is null ? statement : statement.Bind(4, high.Key);
    }

    private static string Low(string column, KeyBound bound, int position) =>
        bound.Key is null ? string.Empty : $" AND {column} {(bound.Inclusive ? ">=" : ">")} ?{position}";

    private static string High(string column, KeyBound bound, int position) =>
        bound.Key is null ? string.Empty : $" AND {column} {(bound.Inclusive ? "<=" : "<")} ?{position}";
}
