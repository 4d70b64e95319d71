using System.CommandLine;
using System.Text.Json.Nodes;
using Spectre.Console;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary><c>cdi identity explain</c> on a file: what speaks for and against two of its records being one person.</summary>
internal sealed class ExplainCommand(GlobalOptions global, CliHost host)
{
    private readonly MatchOptions _match = new();

    private readonly Argument<string> _in = new("in") { Description = "A CSV file of records with a header: how rare a value is comes from all of it." };

    private readonly Argument<string> _left = new("left") { Description = "The id of a record." };

    private readonly Argument<string> _right = new("right") { Description = "The id of the other." };

    public Command Build()
    {
        var command = new Command("explain", "Says what two records of a file are worth as one person: the prior, each field's level and bits, and the sum.") { _in, _left, _right };
        command.SetAction(RunAsync);
        return _match.AddTo(command);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var context = global.Read(parsed, host);
        var path = parsed.GetRequiredValue(_in);
        await using var file = await _match.OpenAsync(path, parsed, host, cancellationToken);
        var run = new RecordRun(await _match.ModelAsync(parsed, file.Map, host, cancellationToken));
        await run.AddAsync(file, context, _match.IsQuiet(parsed), keepValues: false, cancellationToken);
        int Find(string id) => run.Find(id) ?? throw new CliFailure($"{path} has no record {id}.", ExitCodes.NotFound);
        var (left, right) = (Find(parsed.GetRequiredValue(_left)), Find(parsed.GetRequiredValue(_right)));
        var score = run.Model.Score(run.Engine[left], run.Engine[right], run.Engine.Terms);
        var told = new Told(
            score,
            BitsText.Decision(score.Bits, run.Model.Thresholds),
            run.Model.Contradicts(run.Engine[left], run.Engine[right]),
            run.Model.CandidateKeys(run.Engine[left]).Intersect(run.Model.CandidateKeys(run.Engine[right])).Count(),
            run.Engine.PersonOf(left) == run.Engine.PersonOf(right),
            Doubt(run, run.Engine.PersonOf(left), run.Engine.PersonOf(right)));
        if (context.Json)
        {
            context.WriteJson(Json(told, run.Model.Thresholds).ToIndentedJson());
        }
        else
        {
            Write(context, told, run.Model.Thresholds);
        }

        return ExitCodes.Done;
    }

    private static void Write(CliContext context, Told told, MatchThresholds thresholds)
    {
        var table = new Table().AddColumn("field").AddColumn("level")
            .AddColumn(new TableColumn("bits").RightAligned()).AddColumn(new TableColumn("for its frequency").RightAligned());
        table.AddRow("prior", "", BitsText.Signed(told.Score.PriorBits), "");
        foreach (var field in told.Score.Fields)
        {
            table.AddRow(field.Field, field.Level, BitsText.Signed(field.Bits), field.FrequencyBits == 0 ? "" : BitsText.Signed(field.FrequencyBits));
        }

        table.AddEmptyRow();
        table.AddRow("sum", told.Decision, BitsText.Signed(told.Score.Bits), "");
        context.Console.Write(table);
        context.Console.WriteLine(
            $"match from {BitsText.Signed(thresholds.Auto)} bits, between two persons with other records from {BitsText.Signed(thresholds.Bridge)}, review from {BitsText.Signed(thresholds.Review)}.");
        context.Console.WriteLine(told.Contradicts ? "They contradict each other: they are never joined by themselves." : "They do not contradict each other.");
        context.Console.WriteLine(told.Keys == 0 ? "They share no candidate key, so they are not compared." : $"They share {told.Keys} candidate keys.");
        var end = told.AreOne ? "become one person" : told.Doubt is null ? "stay two persons" : $"stay two persons, and wait for review: {told.Doubt}";
        context.Console.WriteLine(TerminalText.Plain($"In this file they {end}. Model {told.Score.Model}."));
    }

    private static JsonObject Json(Told told, MatchThresholds thresholds)
    {
        var json = BitsText.Json(told.Score);
        json["decision"] = told.Decision;
        json["contradicts"] = told.Contradicts;
        json["sharedKeys"] = told.Keys;
        json["onePerson"] = told.AreOne;
        json["review"] = told.Doubt;
        json["thresholds"] = new JsonObject { ["auto"] = thresholds.Auto, ["bridge"] = thresholds.Bridge, ["review"] = thresholds.Review };
        return json;
    }

    /// <summary>Why a pair of the two persons waits for review.</summary>
    private static string? Doubt(RecordRun run, int left, int right) => run.Doubts()
        .Where(d => (run.Engine.PersonOf(d.Left), run.Engine.PersonOf(d.Record)) is var pair && (pair == (left, right) || pair == (right, left)))
        .Select(d => BitsText.Word(d.Reason))
        .FirstOrDefault();

    /// <param name="Decision">For one record at that score.</param>
    /// <param name="Keys">Candidate keys that both have.</param>
    /// <param name="AreOne">After the whole file, other records included.</param>
    private sealed record Told(MatchScore Score, string Decision, bool Contradicts, int Keys, bool AreOne, string? Doubt);
}
