using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>NAME.index.csv is loaded; each row of NAME.incoming.csv is decided on without being added, and held against NAME.expected.csv.</summary>
internal sealed record DecisionTable(string Name, IReadOnlyDictionary<(string Expected, string Said), int> Cells, int WrongTarget, IReadOnlyList<string> Differences)
{
    private const string IndexEnd = ".index.csv";
    private const string Match = "match";

    public static IEnumerable<DecisionTable> In(string folder) => Directory.EnumerateFiles(folder, "*" + IndexEnd)
        .Order(StringComparer.Ordinal)
        .Where(f => File.Exists(f.Replace(IndexEnd, ".incoming.csv", StringComparison.Ordinal)))
        .Select(Load);

    private static DecisionTable Load(string path)
    {
        CsvTable Beside(string end) => CsvTable.Read(path.Replace(IndexEnd, end, StringComparison.Ordinal));
        var index = CsvTable.Read(path);
        var model = MatchModel.Default(IdentitySet.SchemaOf(path.Replace(IndexEnd, ".map.json", StringComparison.Ordinal), index.Header));
        var engine = new ResolutionEngine(model);
        foreach (var row in index.Rows)
        {
            engine.Add(row);
        }

        var expected = Beside(".expected.csv").Rows.ToDictionary(r => r["case_id"]!);
        var cells = new Dictionary<(string, string), int>();
        var differences = new List<string>();
        var wrong = 0;
        foreach (var row in Beside(".incoming.csv").Rows)
        {
            var resolution = engine.Match(row);
            var want = expected[row["case_id"]!];
            var said = resolution.Joins.Count > 0 ? Match : resolution.Reviews.Count > 0 ? "possible_match" : "no_match";
            var best = resolution.Joins.Concat(resolution.Reviews).FirstOrDefault();
            cells[(want["decision"]!, said)] = cells.GetValueOrDefault((want["decision"]!, said)) + 1;
            if (said == Match && want["decision"] == Match && index.Rows[best!.Record]["record_id"] != want["target_record_id"])
            {
                wrong++;
            }

            if (said != want["decision"])
            {
                differences.Add($"{row["case_id"]}: {want["decision"]} expected, {said} said{(best is null ? "" : $", {ScoreText.Of(best.Score)}")}");
            }
        }

        return new(Path.GetFileName(path)[..^IndexEnd.Length], cells, wrong, differences);
    }
}
