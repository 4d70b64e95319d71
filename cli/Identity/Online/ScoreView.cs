using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary>A score as the sum that it is.</summary>
internal static class ScoreView
{
    public static void WriteExplanation(CliContext context, JsonNode answer)
    {
        Write(context, (answer as JsonObject)?["score"]);
        context.Console.WriteLine(TerminalText.Plain($"Decision: {answer.Text("decision")}."));
        if (answer.Text("samePerson") == "true")
        {
            context.Console.WriteLine("They are one person already.");
        }

        var thresholds = (answer as JsonObject)?["thresholds"];
        context.Console.WriteLine(TerminalText.Plain(
            $"A record joins a person from {thresholds.Text("auto")} bits, two persons join from {thresholds.Text("bridge")}, and from {thresholds.Text("review")} someone is asked."));
    }

    public static void Write(CliContext context, JsonNode? score)
    {
        var table = new Table().AddColumn("field").AddColumn("level").AddColumn(new TableColumn("bits").RightAligned()).AddColumn(new TableColumn("rarity").RightAligned());
        table.AddRow(Cells("prior", "", score.Text("priorBits"), ""));
        foreach (var field in score.Items("fields"))
        {
            table.AddRow(Cells(field.Text("field"), field.Text("level"), field.Text("bits"), field.Text("frequencyBits")));
        }

        table.AddRow(Cells("sum", "", score.Text("bits"), ""));
        context.Console.Write(table);
        context.Console.WriteLine(TerminalText.Plain($"Weights: {score.Text("model")}."));
    }

    private static IEnumerable<Text> Cells(params string?[] texts) => texts.Select(TerminalText.Cell);
}
