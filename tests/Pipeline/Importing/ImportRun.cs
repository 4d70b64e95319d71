using System.Text;
using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Import;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Importing;

/// <summary>A small file, and what is left of it in the stores.</summary>
internal static class ImportRun
{
    public const string Header = "id,at,city,email\n";

    private static readonly string[] Tables = ["profiles", "identities", "deliveries", "destinations", "quarantine", "sources", "imports", "candidates", "terms", "reviews"];

    public static ImportSettings Settings { get; } = new(Changes.Crm, null, new());

    public static Stream File(IEnumerable<string> rows, string header = Header) => new MemoryStream(Encoding.UTF8.GetBytes(header + string.Concat(rows.Select(r => r + "\n"))));

    /// <summary>How each row ended, a letter each.</summary>
    public static async Task<string> OutcomesAsync(Instance instance, string id) =>
        string.Concat(await instance.Imports.ChunksAsync(id, 0, CancellationToken.None).Select(c => c.Outcomes).ToListAsync());

    /// <summary>Every row of every table, by its keys and the mark of its last change.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(Instance instance, string area)
    {
        var rows = new List<string>();
        foreach (var table in Tables)
        {
            await foreach (var row in instance.Get<TableServiceClient>().GetTableClient(area + table).QueryAsync<TableEntity>())
            {
                rows.Add($"{table} {row.PartitionKey} {row.RowKey} {row.ETag}");
            }
        }

        return rows;
    }
}
