using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Quarantine;

/// <summary>
/// The rows of an item. Its own row is named by its id alone (partition <c>item-</c> and two digits of a hash of the id) and
/// holds, in the clear, when it came, its source's key and its code, which no person shows in; the sealed reason, and the sealed content if that fits. Larger content stands in rows <c>0000</c>, <c>0001</c>, … of
/// the partition <c>part-</c> and the id, each sealed by itself: two redeliveries that write at once leave parts that open.
/// </summary>
internal static class QuarantineRow
{
    public const string TicksColumn = "t";
    public const string KeyVersionColumn = "k";
    public const string PartsColumn = "n";
    public const string SourceColumn = "s";
    public const string CodeColumn = "c";

    private const string ReasonColumn = "m";

    /// <summary>Clear bytes in one row. What does not shrink grows by less than a hundred bytes when it is sealed.</summary>
    private const int PartBytes = SealedColumns.RowBytes - SealedColumns.PropertyBytes;

    /// <summary>What a listing reads.</summary>
    public static readonly string[] WithoutContent = ["PartitionKey", "RowKey", TicksColumn, KeyVersionColumn, PartsColumn, SourceColumn, CodeColumn, ReasonColumn];

    public static (string Partition, string Row) Key(string id) =>
        ($"item-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 1))}", KeyText.Escape(id));

    public static string PartPartition(string rowKey) => $"part-{rowKey}";

    /// <summary>The item's row, and before it the rows of content that does not fit it.</summary>
    public static (TableEntity Item, IReadOnlyList<TableEntity> Parts) Write(QuarantineItem item, WrappingKey key)
    {
        var (partition, rowKey) = Key(item.Id);
        var row = new TableEntity(partition, rowKey)
        {
            [TicksColumn] = item.ReceivedAt.UtcTicks,
            [KeyVersionColumn] = key.Version,
            [SourceColumn] = item.Source,
            [CodeColumn] = item.Code,
        };
        var reason = new QuarantineReason(item.Id, item.Source, item.Reason);
        row[ReasonColumn] = SealedValue.Seal(key.Quarantine, ReasonPlace(row), JsonBytes(reason));
        var content = QuarantineContent.Write(item);
        if (content.Length <= PartBytes)
        {
            SealedColumns.Write(row, SealedValue.Seal(key.Quarantine, Place(row), content));
            return (row, []);
        }

        var parts = new List<TableEntity>();
        for (var at = 0; at < content.Length; at += PartBytes)
        {
            var part = new TableEntity(PartPartition(rowKey), parts.Count.ToString("D4", CultureInfo.InvariantCulture));
            SealedColumns.Write(part, SealedValue.Seal(key.Quarantine, Place(part), content.AsSpan(at, Math.Min(PartBytes, content.Length - at))));
            parts.Add(part);
        }

        row[PartsColumn] = parts.Count;
        return (row, parts);
    }

    /// <param name="key">Null where the vault no longer gives the version that the row was sealed under.</param>
    public static QuarantineItem ReadWithoutContent(TableEntity row, WrappingKey? key)
    {
        var received = new DateTimeOffset(row.GetInt64(TicksColumn) ?? 0, TimeSpan.Zero);
        var code = row.GetString(CodeColumn) ?? QuarantineCodes.Unreadable;
        if (key is null)
        {
            return new(row.RowKey, row.GetString(SourceColumn) ?? "", $"Sealed under version {row.GetString(KeyVersionColumn)} of {GeneratedSecrets.KeyEncryption}, which the vault does not give.", received, default) { Code = code };
        }

        var reason = SealedValue.Open(key.Quarantine, ReasonPlace(row), row.GetBinary(ReasonColumn), ReadReason);
        return new(reason.Id, reason.Source, reason.Reason, received, default) { Code = code };
    }

    /// <summary>The clear bytes of a row's content or part.</summary>
    public static byte[] Open(TableEntity row, WrappingKey key) =>
        SealedValue.Open(key.Quarantine, Place(row), SealedColumns.Read(row), clear => clear.ToArray());

    private static byte[] JsonBytes(QuarantineReason reason) =>
        JsonSerializer.SerializeToUtf8Bytes(reason, StorageJson.Default.QuarantineReason);

    private static QuarantineReason ReadReason(ReadOnlySpan<byte> clear) =>
        JsonSerializer.Deserialize(clear, StorageJson.Default.QuarantineReason) ?? throw new SealBrokenException();

    private static SealedPlace Place(TableEntity row) => new(StoreTables.QuarantineName, row.PartitionKey, row.RowKey);

    private static SealedPlace ReasonPlace(TableEntity row) => Place(row) with { Row = $"{row.RowKey}|reason" };
}
