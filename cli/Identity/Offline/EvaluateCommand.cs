using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary><c>cdi identity evaluate</c>: resolves a file, and compares with what is known to be true.</summary>
internal sealed class EvaluateCommand(GlobalOptions global, CliHost host)
{
    private readonly MatchOptions _match = new();

    private readonly Argument<string> _in = new("in") { Description = "A CSV file of records with a header." };

    private readonly Argument<string> _truth = new("truth") { Description = "A CSV file of record_id,cluster_id: who is who." };

    private readonly Option<int> _mistakes = new("--mistakes") { Description = "Show so many of the worst mistakes of each kind, with their bits." };

    private readonly Option<bool> _values = new("--show-values") { Description = "With --mistakes: show what the records say, which is personal data." };

    public Command Build()
    {
        var command = new Command("evaluate", "Resolves a CSV file and says how far the result agrees with the truth. The truth is read after everything is decided.")
        {
            _in, _truth, _mistakes, _values,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_values) && result.GetValue(_mistakes) == 0)
            {
                result.AddError("--show-values goes with --mistakes.");
            }
        });
        command.SetAction(RunAsync);
        return _match.AddTo(command);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var path = parsed.GetRequiredValue(_in);
        await using var file = await _match.OpenAsync(path, parsed, host, cancellationToken);
        var run = new RecordRun(await _match.ModelAsync(parsed, file.Map, host, cancellationToken));
        await run.AddAsync(file, context, _match.IsQuiet(parsed), parsed.GetValue(_values), cancellationToken);

        var truth = await TruthFile.ReadAsync(parsed.GetRequiredValue(_truth), host, cancellationToken);
        var known = run.Ids.Index().Where(r => truth.ContainsKey(r.Item)).Select(r => (run.Engine.PersonOf(r.Index), truth[r.Item])).ToList();
        if (known.Count == 0)
        {
            throw new CliFailure($"{parsed.GetValue(_truth)} knows none of the records: their ids are other ones.");
        }

        if (known.Count < run.Ids.Count)
        {
            context.Note($"{(run.Ids.Count - known.Count).ToString("N0", CultureInfo.InvariantCulture)} records are not in {parsed.GetValue(_truth)} and do not count.");
        }

        var score = ClusterScore.Of(known);
        var doubts = run.Doubts();
        var mistakes = new Mistakes(run, truth);
        var count = parsed.GetValue(_mistakes);
        Mistake[] worst = count == 0 ? [] : [.. mistakes.Joined().Take(count), .. mistakes.Missed().Take(count)];
        var inReview = doubts.SelectMany(d => new[] { d.Left, d.Record }).Distinct().Count() / (double)run.Ids.Count;
        if (context.Json)
        {
            context.WriteJson(Json(run, score, doubts.Count, inReview, worst).ToIndentedJson());
        }
        else
        {
            WriteScore(context, run, score, doubts.Count, inReview);
            Array.ForEach(worst, m => WriteMistake(context, run, m));
        }

        return ExitCodes.Done;
    }

    private static void WriteScore(CliContext context, RecordRun run, ClusterScore score, int doubts, double inReview)
    {
        var table = new Table().AddColumn("").AddColumn(new TableColumn("precision").RightAligned())
            .AddColumn(new TableColumn("recall").RightAligned()).AddColumn(new TableColumn("F1").RightAligned());
        table.AddRow("pairs", Share(score.Precision), Share(score.Recall), Share(score.F1));
        table.AddRow("B-cubed", Share(score.CubedPrecision), Share(score.CubedRecall), Share(score.CubedF1));
        context.Console.Write(table);
        var text = string.Create(CultureInfo.InvariantCulture, $"""
            {score.Records:N0} records of {score.TrueClusters:N0} persons became {score.Clusters:N0}, of which {score.OverMerged:N0} hold more than one person.
            Pairs: {score.TruePairs:N0} true, {score.Pairs:N0} found, {score.CorrectPairs:N0} of them rightly.
            To review: {doubts:N0} pairs with {inReview:P2} of the records. Model {run.Model.Version}.
            """);
        context.Console.WriteLine(TerminalText.Plain(text));
    }

    private static void WriteMistake(CliContext context, RecordRun run, Mistake mistake)
    {
        context.Console.WriteLine();
        context.Console.WriteLine(TerminalText.Plain(
            $"{mistake.Kind}: {run.Ids[mistake.Left]} and {run.Ids[mistake.Right]}, {BitsText.Signed(mistake.Score.Bits)} bits, {mistake.Why}"));
        context.Console.WriteLine(TerminalText.Plain($"  {BitsText.Line(mistake.Score)}"));
        if (run.Values.Count > 0)
        {
            foreach (var record in (int[])[mistake.Left, mistake.Right])
            {
                context.Console.WriteLine(TerminalText.Plain($"  {run.Ids[record]}: {string.Join(", ", run.Values[record].Select(v => $"{v.Key}={v.Value}"))}"));
            }
        }
    }

    private static JsonObject Json(RecordRun run, ClusterScore score, int doubts, double inReview, IEnumerable<Mistake> worst) => new()
    {
        ["model"] = run.Model.Version,
        ["records"] = score.Records,
        ["truePersons"] = score.TrueClusters,
        ["persons"] = score.Clusters,
        ["overMerged"] = score.OverMerged,
        ["pairs"] = Triple(score.Precision, score.Recall, score.F1),
        ["bCubed"] = Triple(score.CubedPrecision, score.CubedRecall, score.CubedF1),
        ["truePairs"] = score.TruePairs,
        ["foundPairs"] = score.Pairs,
        ["correctPairs"] = score.CorrectPairs,
        ["reviewPairs"] = doubts,
        ["recordsInReview"] = Math.Round(inReview, 6),
        ["mistakes"] = new JsonArray([.. worst.Select(m => Mistaken(run, m))]),
    };

    private static JsonObject Mistaken(RecordRun run, Mistake mistake)
    {
        var json = BitsText.Json(mistake.Score);
        json.Insert(0, "kind", mistake.Kind);
        json.Insert(1, "record1", run.Ids[mistake.Left]);
        json.Insert(2, "record2", run.Ids[mistake.Right]);
        json.Insert(3, "why", mistake.Why);
        return json;
    }

    private static JsonObject Triple(double precision, double recall, double f1) =>
        new() { ["precision"] = Math.Round(precision, 6), ["recall"] = Math.Round(recall, 6), ["f1"] = Math.Round(f1, 6) };

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
