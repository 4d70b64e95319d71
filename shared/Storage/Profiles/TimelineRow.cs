using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>A timeline entry: the sealed change, and beside it what a purge selects by (which record, hashed, and when).</summary>
internal static class TimelineRow
{
    public const string RecordColumn = "r";
    public const string TicksColumn = "t";

    private const string StaleColumn = "s";

    public static TableEntity Write(ProfileId id, Change change, KeyedHash hash, SealingKey key, out int sealedBytes)
    {
        var row = new TableEntity(id.ToString(), RowKeys.Timeline(change, hash))
        {
            [RecordColumn] = hash.Of(RecordKey.Of(change)),
            [TicksColumn] = change.OccurredAt.UtcTicks,
        };
        sealedBytes = SealedJson.Write(row, StoreTables.ProfilesName, key, change, CoreJson.ForWriter.Change);
        return row;
    }

    /// <summary>Notes how the change ended; most end applied, which needs no note.</summary>
    public static void Mark(TableEntity row, ChangeOutcome outcome)
    {
        if (outcome == ChangeOutcome.Stale)
        {
            row[StaleColumn] = true;
        }
    }

    public static ChangeOutcome OutcomeOf(TableEntity row) => row.GetBoolean(StaleColumn) == true ? ChangeOutcome.Stale : ChangeOutcome.Applied;

    public static Change Read(TableEntity row, SealingKey key) =>
        SealedJson.Read(row, StoreTables.ProfilesName, key, CoreJson.Relaxed.Change);
}
