using System.CommandLine;
using System.Globalization;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>The command <c>identity</c>.</summary>
internal static class IdentityCommand
{
    private static readonly int[] OtherOrders = [1, 2, 3];

    public static Command Build()
    {
        var data = new Option<string?>("--data") { Description = "A folder with NAME.records.csv and NAME.truth.csv." };
        var people = new Option<int>("--people") { Description = "Made-up people to run through, for the speed." };
        var mistakes = new Option<int>("--mistakes") { Description = "So many of the worst mistakes of each set." };
        var only = new Option<string?>("--set") { Description = "Only this set." };
        var command = new Command("identity", "Who is who: precision, recall and speed of the matching, on labelled records.") { data, people, mistakes, only };
        command.SetAction(parsed =>
        {
            var worst = parsed.GetValue(mistakes);
            if (parsed.GetValue(data) is { } folder)
            {
                Sets(folder, worst, parsed.GetValue(only));
            }

            if (parsed.GetValue(people) is > 0 and var count)
            {
                MadeUp(count);
            }
        });
        return command;
    }

    private static void Sets(string folder, int worst, string? only)
    {
        Line("set                 weights    precision  recall      F1 | B3: P      R      F1 | over-merged  to review | pairs/rec  keys/rec  capped |  records/s     p50     p99 ms | other orders: F1");
        foreach (var set in IdentitySet.In(folder).Where(s => only is null || s.Name == only))
        {
            Report(set, "fixed", MatchModel.Default(set.Schema), worst);
            Report(set, "trained", ModelTraining.Train(MatchModel.Default(set.Schema), set.Records, seed: 1), worst);
        }

        foreach (var table in DecisionTable.In(folder).Where(t => only is null || t.Name == only))
        {
            Decisions(table, worst);
        }
    }

    private static void Report(IdentitySet set, string weights, MatchModel model, int worst)
    {
        var run = IdentityRun.Of(set, model);
        var orders = OtherOrders.Select(seed => IdentityRun.Of(set, model, seed).Quality.F1);
        Line($"{Row(set.Name, weights, run)} | {string.Join(' ', orders.Select(f => f.ToString("0.0000", CultureInfo.InvariantCulture)))}");
        foreach (var mistake in Mistakes.Of(run, worst))
        {
            Line("  " + mistake);
        }
    }

    private static string Row(string name, string weights, IdentityRun run)
    {
        var (q, n) = (run.Quality, (double)run.Engine.Records);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-19} {weights,-9} {q.Precision,10:0.0000} {q.Recall,7:0.0000} {q.F1,7:0.0000} | {q.CubedPrecision:0.0000} {q.CubedRecall:0.0000} {q.CubedF1:0.0000} | {q.OverMerged,11} {run.RecordsToReview / n,10:P1} | {run.Comparisons / n,9:0.0} {run.LookUps / n,9:0.0} {run.Capped,7} | {run.RecordsPerSecond,10:N0} {run.Milliseconds(0.5),7:0.000} {run.Milliseconds(0.99),7:0.000}");
    }

    private static void Decisions(DecisionTable table, int worst)
    {
        string[] kinds = ["match", "possible_match", "no_match"];
        Line($"{table.Name}: expected, and what was said ({table.WrongTarget} matches with another record than expected)");
        Line($"  {"",-15}{string.Concat(kinds.Select(k => $"{k,16}"))}");
        foreach (var expected in kinds)
        {
            Line($"  {expected,-15}{string.Concat(kinds.Select(k => $"{table.Cells.GetValueOrDefault((expected, k)),16}"))}");
        }

        foreach (var difference in table.Differences.Take(worst))
        {
            Line("  " + difference);
        }
    }

    private static void MadeUp(int count)
    {
        var set = MadeUpSet.Of(count);
        Line($"{set.Records.Count:N0} records of {count:N0} made-up people");
        Line(Row("made up", "fixed", IdentityRun.Of(set, MatchModel.Default(set.Schema))));
    }

    private static void Line(string text) => Console.Out.WriteLine(text);
}
