using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary>What ties a person's records, and what keeps them from others.</summary>
internal static class LinkView
{
    public static void WriteLinks(CliContext context, JsonNode answer)
    {
        context.Console.WriteLine(TerminalText.Plain($"Profile {answer.Text("profile")} has {answer.Items("records").Count()} contact records."));
        Show(context, ["tied by", "records"], answer.Items("shared").Select(s => new[] { s.Text("type"), Records(s.Items("records")) }));
        Show(context, ["link", "kind", "left", "right", "bits", "at", "by"], answer.Items("links").Select(Link));
        Show(
            context,
            ["kept apart", "left", "right", "at", "by", "because"],
            answer.Items("separations").Select(s => new[] { s.Text("kind"), Records(s.Items("left")), Records(s.Items("right")), s.Text("at"), s.Text("by"), s.Text("reason") }));
        Show(
            context,
            ["was profile", "records then", "until", "cause"],
            answer.Items("origins").Select(o => new[] { o.Text("profile"), Records(o.Items("records")), o.Text("at"), o.Text("cause") }));
    }

    public static void WriteLink(CliContext context, JsonNode answer)
    {
        Show(context, ["link", "kind", "left", "right", "bits", "at", "by"], [Link(answer)]);
        if ((answer as JsonObject)?["score"] is { } score)
        {
            ScoreView.Write(context, score);
        }
        else
        {
            context.Console.WriteLine("It was made by hand, and stands on no score.");
        }
    }

    public static void WriteUnmerged(CliContext context, JsonNode answer)
    {
        context.Console.WriteLine("They are apart now:");
        foreach (var profile in answer.Items("profiles"))
        {
            context.Console.WriteLine(TerminalText.Plain(profile.AsText() ?? ""));
        }
    }

    private static string?[] Link(JsonNode link)
    {
        var (left, right) = ((link as JsonObject)?["left"], (link as JsonObject)?["right"]);
        return [link.Text("id"), link.Text("kind"), RecordText.Of(left), RecordText.Of(right), link.Text("bits"), link.Text("at"), link.Text("by")];
    }

    private static string Records(IEnumerable<JsonNode> records) => string.Join('\n', records.Select(RecordText.Of));

    private static void Show(CliContext context, string[] columns, IEnumerable<string?[]> rows)
    {
        var table = new Table().AddColumns(columns);
        foreach (var row in rows)
        {
            table.AddRow(row.Select(TerminalText.Cell));
        }

        if (table.Rows.Count > 0)
        {
            context.Console.Write(table);
        }
    }
}
