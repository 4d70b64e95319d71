using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessCdi.Cli.Profiles;

/// <summary>A profile, an explanation or a timeline as tables.</summary>
internal static class ProfileView
{
    public static void Write(IAnsiConsole console, JsonNode profile)
    {
        console.WriteLine(TerminalText.Plain($"Profile {profile.Text("id")}, version {profile.Text("version")}"));
        if (profile.Text("isPerson") == "false")
        {
            console.WriteLine("No contact record is here: it only keeps what arrived before its person.");
        }

        var fields = new Table();
        fields.AddColumns("field", "value", "source", "record", "time", "rule");
        foreach (var (name, field) in profile.Members("fields"))
        {
            fields.AddRow(Cells(name, field.Text("value"), field.Text("source"), RecordOf(field), field.Text("time"), field.Text("rule")));
        }

        WriteFilled(console, fields);
        WriteRows(console, profile.Items("identifiers"), ("identifier", "type"), ("value", "value"), ("shared", "shared"));
        WriteRows(console, profile.Items("consents"), ("purpose", "purpose"), ("channel", "channel"), ("consent", "state"), ("source", "source"), ("time", "time"));
        WriteRows(console, profile.Items("companies"), ("company of", "source"), ("key", "key"), ("current", "current"), ("named by", "namedBy"), ("time", "time"));
        WriteRelated(console, profile);
        WriteRows(console, profile.Items("deliveries"), ("destination", "destination"), ("delivery", "outcome"), ("version", "version"), ("time", "time"), ("reason", "reason"));
        WriteWithheld(console, profile);
    }

    private static void WriteWithheld(IAnsiConsole console, JsonNode profile)
    {
        var table = new Table();
        table.AddColumns("destination", "never gets", "because");
        foreach (var delivery in profile.Items("deliveries"))
        {
            foreach (var (name, rule) in delivery.Members("withheld"))
            {
                table.AddRow(Cells(delivery.Text("destination"), name, rule.AsText()));
            }
        }

        WriteFilled(console, table);
    }

    public static void WriteHousehold(IAnsiConsole console, JsonNode household)
    {
        var members = ((household as JsonObject)?["members"] as JsonArray)?.OfType<JsonNode>().Select(m => m.AsText()).ToList() ?? [];
        console.WriteLine(members.Count == 0 ? "Nobody else is known to live there." : "At the same address:");
        foreach (var member in members)
        {
            console.WriteLine(TerminalText.Plain($"  {member}"));
        }
    }

    public static void WriteWhy(IAnsiConsole console, JsonNode why)
    {
        var winner = (why as JsonObject)?["winner"];
        console.WriteLine(TerminalText.Plain($"{why.Text("field")} is {winner.Text("value")}"));
        var table = new Table();
        table.AddColumns("", "value", "source", "record", "time", "rule");
        table.AddRow(Cells("winner", winner.Text("value"), winner.Text("source"), RecordOf(winner), winner.Text("time"), winner.Text("rule")));
        foreach (var loser in why.Items("losers"))
        {
            var lost = loser.Text("lostBy") is { } rule ? $"lost by {rule}" : "lost";
            table.AddRow(Cells("loser", loser.Text("value"), loser.Text("source"), RecordOf(loser), loser.Text("time"), lost));
        }

        console.Write(table);
    }

    public static void WriteTimeline(IAnsiConsole console, JsonNode timeline)
    {
        var table = new Table();
        table.AddColumns("time", "source", "record", "what", "details");
        foreach (var entry in timeline.Items("entries"))
        {
            table.AddRow(Cells(entry.Text("occurredAt"), entry.Text("source"), RecordOf(entry), entry.Text("event") ?? entry.Text("kind"), Details(entry)));
        }

        if (!WriteFilled(console, table))
        {
            console.WriteLine("Nothing is in the timeline.");
        }

        if (timeline.Text("next") is { } next)
        {
            console.WriteLine(TerminalText.Plain($"There is more: --timeline --before {next}"));
        }
    }

    private static void WriteRelated(IAnsiConsole console, JsonNode profile)
    {
        var table = new Table();
        table.AddColumns("related", "record", "source", "state", "changed", "fields");
        foreach (var (name, records) in profile.Members("related"))
        {
            foreach (var record in (records as JsonArray)?.OfType<JsonNode>() ?? [])
            {
                var fields = record.Members("fields").Where(f => f.Value.Text("value") is not null).Select(f => $"{f.Name}={f.Value.Text("value")}");
                var state = record.Text("deleted") == "true" ? "deleted" : "live";
                table.AddRow(Cells(name, record.Text("key"), record.Text("source"), state, record.Text("changedAt"), string.Join(", ", fields)));
            }
        }

        WriteFilled(console, table);
    }

    private static string RecordOf(JsonNode? said) => $"{said.Text("object")} {said.Text("record")}";

    private static string Details(JsonNode entry)
    {
        var fields = entry.Members("fields").Select(f => $"{f.Name}={f.Value.AsText()}");
        return string.Join(", ", entry.Text("properties") is { } properties ? fields.Append(properties) : fields);
    }

    private static void WriteRows(IAnsiConsole console, IEnumerable<JsonNode> rows, params (string Title, string Member)[] columns)
    {
        var table = new Table();
        table.AddColumns([.. columns.Select(c => c.Title)]);
        foreach (var row in rows)
        {
            table.AddRow(Cells([.. columns.Select(c => row.Text(c.Member))]));
        }

        WriteFilled(console, table);
    }

    private static IEnumerable<IRenderable> Cells(params string?[] texts) => texts.Select(TerminalText.Cell);

    private static bool WriteFilled(IAnsiConsole console, Table table)
    {
        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        return table.Rows.Count > 0;
    }
}
