using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>What came of a run, in numbers.</summary>
internal sealed class ResolveSummary(RecordRun run, IReadOnlyList<ReviewPair> doubts)
{
    public IReadOnlyList<ReviewPair> Doubts { get; } = doubts;

    public void Write(CliContext context, string output, string doubtful)
    {
        List<(string Name, string Shown, double Number)> lines =
        [
            Line("records", run.Ids.Count),
            Line("persons", Persons(run)),
            Line("joined by themselves", run.Joins.Count),
            Line("pairs to review", Doubts.Count),
            Line("look-ups a record", PerRecord(run.Totals.LookUps), "0.0"),
            Line("comparisons a record", PerRecord(run.Totals.Comparisons), "0.0"),
            Line("keys of too many records, not followed", run.Totals.CappedPostings),
            Line("records with an id that was there before", run.Totals.SameIds),
            Line("rows left out", run.Totals.WrongRows),
            Line("records a second", run.Totals.Took > TimeSpan.Zero ? run.Ids.Count / run.Totals.Took.TotalSeconds : 0),
        ];
        if (context.Json)
        {
            var json = new JsonObject { ["model"] = run.Model.Version, ["out"] = output, ["reviews"] = doubtful };
            foreach (var (name, _, number) in lines)
            {
                json[Camel(name)] = Math.Round(number, 3);
            }

            context.WriteJson(json.ToIndentedJson());
            return;
        }

        var table = new Table().AddColumn("model").AddColumn(new TableColumn(TerminalText.Cell(run.Model.Version)).RightAligned());
        foreach (var (name, shown, _) in lines)
        {
            table.AddRow(name, shown);
        }

        context.Console.Write(table);
        context.Console.WriteLine(TerminalText.Plain($"Who is who: {output}. In doubt: {doubtful}."));
    }

    public static void WriteAgainst(CliContext context, RecordRun run, IReadOnlyDictionary<string, int> counts, string output)
    {
        if (context.Json)
        {
            var json = new JsonObject { ["model"] = run.Model.Version, ["out"] = output, ["index"] = run.Ids.Count };
            foreach (var (decision, count) in counts)
            {
                json[decision] = count;
            }

            context.WriteJson(json.ToIndentedJson());
            return;
        }

        var table = new Table().AddColumn("decision").AddColumn(new TableColumn("records").RightAligned());
        foreach (var (decision, count) in counts)
        {
            table.AddRow(decision, count.ToString("N0", CultureInfo.InvariantCulture));
        }

        context.Console.Write(table);
        context.Console.WriteLine(TerminalText.Plain($"Looked for among {run.Ids.Count.ToString("N0", CultureInfo.InvariantCulture)} records; written to {output}."));
    }

    private double PerRecord(long number) => run.Ids.Count == 0 ? 0 : (double)number / run.Ids.Count;

    private static int Persons(RecordRun run) => Enumerable.Range(0, run.Ids.Count).Count(r => run.Engine.PersonOf(r) == r);

    private static (string Name, string Shown, double Number) Line(string name, double number, string format = "N0") =>
        (name, number.ToString(format, CultureInfo.InvariantCulture), number);

    private static string Camel(string name)
    {
        var words = name.Replace(",", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Split(' ');
        return string.Concat(words.Select((w, i) => i == 0 ? w : char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
