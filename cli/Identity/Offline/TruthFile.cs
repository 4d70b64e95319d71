using System.Text.Json;
using ServerlessCdi.Cli.Importing;
using ServerlessCdi.Pipeline.Import;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>Who is who, as somebody knows it: a CSV file of record and cluster. Only <c>evaluate</c> reads one.</summary>
internal static class TruthFile
{
    private static readonly string[] ClusterNames = ["cluster_id", "cluster", "entity_id", "ent_id", "entity", "person_id", "person", "true_id"];

    /// <summary>The cluster of each record.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(string path, CliHost host, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = ImportFile.Open(path, host);
            var rows = await file.RowsAsync(new(), cancellationToken);
            var id = MatchMap.DefaultId(rows.Columns) ?? throw Missing(path, "record_id", rows.Columns);
            var cluster = ClusterNames.Select(n => rows.Columns.FirstOrDefault(c => c.Equals(n, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(c => c is not null)
                ?? throw Missing(path, "cluster_id", rows.Columns);
            var truth = new Dictionary<string, string>();
            while (await rows.ReadAsync(cancellationToken) is { } row)
            {
                if (row.Wrong is not null)
                {
                    throw new CliFailure($"{path} cannot be read: {row.Wrong}");
                }

                var values = JsonElement.Parse(row.Content.Span);
                truth[values.GetProperty(id).GetString() ?? ""] = values.GetProperty(cluster).GetString() ?? "";
            }

            return truth;
        }
        catch (ImportFormatException wrong)
        {
            throw new CliFailure($"{path} cannot be read: {wrong.Message}");
        }
    }

    private static CliFailure Missing(string path, string column, IReadOnlyList<string> columns) =>
        new($"{path} has no column {column}. It has: {string.Join(", ", columns)}");
}
