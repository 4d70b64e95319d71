using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessCdi.Cli.Profiles;

/// <summary>A profile, an explanation or a timeline as tables.</summary>
internal static class ProfileView
{
    public static void Write(IAnsiConsole console, JsonNode profile)
    {
        var merged = profile.Text("mergedInto") is { } into ? $" into {into}" : "";
        console.Write(TerminalText.Cell($"Profile {profile.Text("id")}, {profile.Text("state")}{merged}, version {profile.Text("version")}\n"));
        Table(console, profile.Items("fields"), ("field", "name"), ("value", "value"), ("source", "source"), ("record", "record"), ("time", "time"), ("rule", "rule"));
        Table(console, profile.Items("identifiers"), ("identifier", "type"), ("value", "value"));
        Table(console, profile.Items("consents"), ("purpose", "purpose"), ("channel", "channel"), ("state", "state"), ("source", "source"), ("time", "time"));
    }

    public static void WriteWhy(IAnsiConsole console, JsonNode why)
    {
        var winner = why is JsonObject answer ? answer["winner"] : null;
        console.Write(TerminalText.Cell(
            $"{why.Text("field")} is {winner.Text("value")}: said by {winner.Text("source")} ({winner.Text("record")}) at {winner.Text("time")}, "
            + $"by the rule {winner.Text("rule")}.\n"));
        if (!Table(console, why.Items("losers"), ("not", "value"), ("source", "source"), ("record", "record"), ("time", "time"), ("lost by", "rule")))
        {
            console.Write(new Text("No other record says anything of it.\n"));
        }
    }

    public static void WriteTimeline(IAnsiConsole console, JsonNode timeline)
    {
        if (!Table(console, timeline.Items("items"), ("time", "occurredAt"), ("kind", "kind"), ("source", "source"), ("record", "record"), ("what", "event")))
        {
            console.Write(new Text("Nothing has happened yet.\n"));
        }
    }

    private static bool Table(IAnsiConsole console, IEnumerable<JsonNode> rows, params (string Title, string Member)[] columns)
    {
        var table = new Table();
        table.AddColumns([.. columns.Select(c => c.Title)]);
        foreach (var row in rows)
        {
            table.AddRow(columns.Select(c => (IRenderable)TerminalText.Cell(row.Text(c.Member))));
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        return table.Rows.Count > 0;
    }
}
