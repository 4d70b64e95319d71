using Azure.Data.Tables;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>
/// What a destination was last told. That it was told, when and how it ended stand in clear and outlive an erasure, so that
/// a deletion still reaches a destination; what follows from the content is sealed.
/// </summary>
internal static class SentRow
{
    /// <summary>In place of a hash that was sealed under a key that is gone: equal to no content's.</summary>
    public const string ForgottenHash = "forgotten";

    private const string DestinationColumn = "to";
    private const string ToldColumn = "told";
    private const string VersionColumn = "v";
    private const string TicksColumn = "t";
    private const string OutcomeColumn = "o";

    public static TableEntity Write(ProfileId id, SentState sent, SealingKey? key)
    {
        var row = new TableEntity(id.ToString(), RowKeys.Sent(sent.Destination))
        {
            [DestinationColumn] = sent.Destination,
            [ToldColumn] = sent.Hash.Length > 0,
            [VersionColumn] = sent.Version,
            [TicksColumn] = sent.Time.UtcTicks,
            [OutcomeColumn] = (int)sent.Outcome,
        };
        if (key is not null)
        {
            SealedJson.Write(row, StoreTables.ProfilesName, key, new SentContent(sent.Hash, sent.Echoes, sent.Reason), StorageJson.Default.SentContent);
        }

        return row;
    }

    /// <param name="key">Null where the person is erased.</param>
    public static SentState Read(TableEntity row, SealingKey? key)
    {
        var content = key is not null && row.ContainsKey(SealedColumns.Name)
            ? SealedJson.Read(row, StoreTables.ProfilesName, key, StorageJson.Default.SentContent)
            : new SentContent(row.GetBoolean(ToldColumn) == true ? ForgottenHash : "", [], null);
        return new(
            row.GetString(DestinationColumn) ?? "",
            content.Hash,
            row.GetInt64(VersionColumn) ?? 0,
            new DateTimeOffset(row.GetInt64(TicksColumn) ?? 0, TimeSpan.Zero),
            content.Echoes,
            (DeliveryOutcome)(row.GetInt32(OutcomeColumn) ?? 0),
            content.Reason);
    }
}
