using System.Text.Json;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>Records of which it is known who is who.</summary>
/// <param name="Truth">The person of each record, in the order of the records.</param>
internal sealed record IdentitySet(
    string Name, MatchSchema Schema, IReadOnlyList<string> Ids, IReadOnlyList<Dictionary<string, string?>> Records, IReadOnlyList<string> Truth)
{
    private const string RecordsEnd = ".records.csv";

    /// <summary>Every NAME.records.csv with a NAME.truth.csv; NAME.map.json names the roles, or the header lets them be guessed.</summary>
    public static IEnumerable<IdentitySet> In(string folder) => Directory.EnumerateFiles(folder, "*" + RecordsEnd)
        .Order(StringComparer.Ordinal)
        .Where(f => File.Exists(Beside(f, ".truth.csv")))
        .Select(Load);

    public static MatchSchema SchemaOf(string map, IEnumerable<string> header)
    {
        if (!File.Exists(map))
        {
            return MatchSchema.Guess(header);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(map));
        return MatchModelFile.FromJson($$"""{"schema":{{document.RootElement.GetRawText()}}}""").Schema;
    }

    private static string Beside(string records, string end) => records[..^RecordsEnd.Length] + end;

    private static IdentitySet Load(string path)
    {
        var table = CsvTable.Read(path);
        var truth = CsvTable.Read(Beside(path, ".truth.csv")).Rows.ToDictionary(r => r["record_id"]!, r => r["cluster_id"]!);
        var ids = table.Rows.Select(r => r["record_id"]!).ToList();
        return new(
            Path.GetFileName(path)[..^RecordsEnd.Length],
            SchemaOf(Beside(path, ".map.json"), table.Header),
            ids,
            table.Rows,
            [.. ids.Select(i => truth[i])]);
    }
}
