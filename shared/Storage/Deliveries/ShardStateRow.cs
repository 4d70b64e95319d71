using System.Globalization;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Deliveries;

/// <summary>A shard's state as a row. Times are UTC ticks: a table's own date type begins in 1601.</summary>
internal static class ShardStateRow
{
    private const string FailuresColumn = "failures";
    private const string BlockedUntilColumn = "blockedUntil";
    private const string WindowStartColumn = "windowStart";
    private const string UsedColumn = "used";
    private const string PausedColumn = "paused";
    private const string WakeColumn = "wake";

    public static (string Partition, string Row) Key(WorkShard shard) =>
        (KeyText.Escape(shard.Destination), string.Create(CultureInfo.InvariantCulture, $"state|{shard.Shard}"));

    public static TableEntity Write(WorkShard shard, ShardState state)
    {
        var (partition, row) = Key(shard);
        var entity = new TableEntity(partition, row)
        {
            [FailuresColumn] = state.Failures,
            [BlockedUntilColumn] = state.BlockedUntil.UtcTicks,
            [WindowStartColumn] = state.WindowStart.UtcTicks,
            [UsedColumn] = state.UsedInWindow,
            [WakeColumn] = state.WakeAt.UtcTicks,
        };
        if (state.PausedBecause is not null)
        {
            entity[PausedColumn] = state.PausedBecause;
        }

        return entity;
    }

    public static ShardState Read(TableEntity row) => new(
        row.GetInt32(FailuresColumn) ?? 0,
        Time(row, BlockedUntilColumn),
        Time(row, WindowStartColumn),
        row.GetInt32(UsedColumn) ?? 0,
        row.GetString(PausedColumn),
        Time(row, WakeColumn));

    private static DateTimeOffset Time(TableEntity row, string column) => new(row.GetInt64(column) ?? 0, TimeSpan.Zero);
}
