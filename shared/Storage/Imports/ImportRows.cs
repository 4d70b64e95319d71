using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Imports;

/// <summary>
/// The rows of an import, in a partition of its own: <c>state</c>, and <c>chunk|000000002000</c> for the outcomes of the rows from
/// that number on. Partition <c>index</c> lists the imports, newest first. Nothing here leads to a person: a file's rows are
/// numbers and letters, so nothing is sealed.
/// </summary>
internal static class ImportRows
{
    public const string IndexPartition = "index";
    public const string StateRow = "state";
    public const string IdColumn = "i";

    private const string ChunkKind = "chunk";
    private const string OutcomesColumn = "o";
    private const string BeforeColumn = "b";
    private const string AfterColumn = "a";

    public static TableEntity Index(ImportState state) => new(IndexPartition, IndexRow(state)) { [IdColumn] = state.Id };

    public static string IndexRow(ImportState state) => $"{KeyText.Descending(state.CreatedAt)}|{KeyText.Escape(state.Id)}";

    public static string Partition(string id) => $"import-{KeyText.Escape(id)}";

    public static TableEntity Write(ImportState state)
    {
        var row = new TableEntity(Partition(state.Id), StateRow);
        SealedColumns.Write(row, JsonSerializer.SerializeToUtf8Bytes(state, StorageJson.Default.ImportState));
        return row;
    }

    public static ImportState ReadState(TableEntity row) =>
        JsonSerializer.Deserialize(SealedColumns.Read(row), StorageJson.Default.ImportState) ?? throw new JsonException("The state of an import is empty.");

    public static string ChunkRow(long from) => string.Create(CultureInfo.InvariantCulture, $"{ChunkKind}|{from:D12}");

    /// <summary>The chunks that begin at the number or behind it.</summary>
    public static string ChunksFrom(string id, long from) => RowFilter.Range(Partition(id), ChunkRow(from), $"{ChunkKind}}}");

    public static TableEntity Write(string id, ImportChunk chunk)
    {
        var row = new TableEntity(Partition(id), ChunkRow(chunk.From))
        {
            [OutcomesColumn] = Encoding.ASCII.GetBytes(chunk.Outcomes),
            [BeforeColumn] = chunk.Before,
            [AfterColumn] = chunk.After,
        };
        if (chunk.Quarantined.Count > 0)
        {
            SealedColumns.Write(row, JsonSerializer.SerializeToUtf8Bytes(chunk.Quarantined, StorageJson.Default.IReadOnlyListQuarantinedRows));
        }

        return row;
    }

    public static ImportChunk ReadChunk(TableEntity row)
    {
        var from = long.Parse(row.RowKey.AsSpan(ChunkKind.Length + 1), CultureInfo.InvariantCulture);
        var reasons = SealedColumns.Read(row);
        return new(
            from,
            Encoding.ASCII.GetString(row.GetBinary(OutcomesColumn) ?? []),
            row.GetString(BeforeColumn) ?? "",
            row.GetString(AfterColumn) ?? "",
            reasons.Length == 0 ? [] : JsonSerializer.Deserialize(reasons, StorageJson.Default.IReadOnlyListQuarantinedRows) ?? []);
    }
}
