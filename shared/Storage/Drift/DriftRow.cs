using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Drift;

/// <summary>
/// One drift entry as a row: places, types and counts in clear; the sample change's id and a value, which come from a
/// vendor's payload, sealed.
/// </summary>
internal static class DriftRow
{
    public const string Kind = "drift";
    public const string KeyVersionColumn = "k";

    private const string SampleColumn = "m";

    public static string Partition(string source) => KeyText.Escape(source);

    public static string Row(string id) => $"{Kind}|{KeyText.Escape(id)}";

    public static TableEntity Write(string source, DriftEntry entry, WrappingKey key)
    {
        var row = new TableEntity(Partition(source), Row(entry.Id))
        {
            ["kind"] = entry.Kind.ToString(),
            ["object"] = entry.Object,
            ["path"] = entry.Path,
        };
        if (entry.Declared is not null)
        {
            row["declared"] = entry.Declared;
        }

        if (entry.Seen is not null)
        {
            row["seen"] = entry.Seen;
        }

        Count(row, entry);
        if (entry.Value is not null || entry.ChangeId is not null)
        {
            var sample = JsonSerializer.SerializeToUtf8Bytes(new DriftSample(entry.Value, entry.ChangeId), StorageJson.Default.DriftSample);
            row[KeyVersionColumn] = key.Version;
            row[SampleColumn] = SealedValue.Seal(key.Quarantine, Place(row), sample);
        }

        return row;
    }

    /// <summary>Writes what a repetition changes.</summary>
    public static void Count(TableEntity row, DriftEntry entry)
    {
        row["count"] = entry.Count;
        row["first"] = entry.FirstSeen.UtcTicks;
        row["last"] = entry.LastSeen.UtcTicks;
        row["version"] = entry.ContractVersion;
    }

    /// <param name="key">Null where the row names none, or one that the vault no longer gives: then the sample is not shown.</param>
    public static DriftEntry Read(TableEntity row, WrappingKey? key)
    {
        var sample = key is null || row.GetBinary(SampleColumn) is not { } bytes
            ? new DriftSample(null, null)
            : SealedValue.Open(key.Quarantine, Place(row), bytes, ReadSample);
        return new(
            row.RowKey[(Kind.Length + 1)..],
            Enum.TryParse<ContractFindingKind>(row.GetString("kind"), out var kind) ? kind : ContractFindingKind.NewField,
            row.GetString("object") ?? "",
            row.GetString("path") ?? "",
            row.GetString("declared"),
            row.GetString("seen"),
            sample.Value,
            row.GetInt64("count") ?? 0,
            new DateTimeOffset(row.GetInt64("first") ?? 0, TimeSpan.Zero),
            new DateTimeOffset(row.GetInt64("last") ?? 0, TimeSpan.Zero),
            row.GetInt32("version") ?? 0,
            sample.ChangeId);
    }

    private static DriftSample ReadSample(ReadOnlySpan<byte> clear) =>
        JsonSerializer.Deserialize(clear, StorageJson.Default.DriftSample) ?? throw new SealBrokenException();

    private static SealedPlace Place(TableEntity row) => new(StoreTables.SourcesName, row.PartitionKey, row.RowKey);
}

internal sealed record DriftSample(
    [property: JsonPropertyName("v")] string? Value,
    [property: JsonPropertyName("c")] string? ChangeId);
