using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>The row <c>profile</c>: state, version, the person's wrapped data key, and the sealed golden profile.</summary>
internal static class ProfileRow
{
    public const string RowKey = "profile";

    private const string StatusColumn = "s";
    private const string MergedIntoColumn = "m";
    private const string VersionColumn = "v";
    private const string KeyColumn = "k";
    private const string WasSplitColumn = "x";

    /// <summary>What is read to open other rows of the person.</summary>
    public static readonly string[] KeyOnly = [KeyColumn];

    /// <param name="key">Null for an erased person: the row then says nothing but that.</param>
    public static TableEntity Write(Profile profile, DataKey? key, out int sealedBytes)
    {
        var row = new TableEntity(profile.Id.ToString(), RowKey)
        {
            [StatusColumn] = (int)profile.Status,
            [VersionColumn] = profile.Version,
        };
        if (profile.MergedInto is { } survivor)
        {
            row[MergedIntoColumn] = survivor.ToString();
        }

        if (profile.WasSplit)
        {
            row[WasSplitColumn] = true;
        }

        sealedBytes = 0;
        if (key is not null)
        {
            row[KeyColumn] = key.Wrapped;
            var golden = GoldenDocument.Of(profile.Golden);
            sealedBytes = SealedJson.Write(row, StoreTables.ProfilesName, key.Cipher, golden, CoreJson.ForWriter.GoldenDocument);
        }

        return row;
    }

    public static byte[]? WrappedKey(TableEntity row) => row.GetBinary(KeyColumn);

    public static Profile Read(TableEntity row, DataKey? key, IReadOnlyDictionary<RecordKey, SourceRecord> records)
    {
        var golden = key is null
            ? Golden.Empty
            : SealedJson.Read(row, StoreTables.ProfilesName, key.Cipher, CoreJson.Relaxed.GoldenDocument).ToGolden();
        return new(
            ProfileId.Parse(row.PartitionKey),
            (ProfileStatus)(row.GetInt32(StatusColumn) ?? 0),
            row.GetString(MergedIntoColumn) is { } survivor ? ProfileId.Parse(survivor) : null,
            row.GetInt64(VersionColumn) ?? 0,
            records,
            golden)
        {
            WasSplit = row.GetBoolean(WasSplitColumn) == true,
        };
    }
}
