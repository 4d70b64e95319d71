using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Quarantine;

/// <summary>Quarantine as tables and text.</summary>
internal static class QuarantineView
{
    private const int MaxShown = 20;

    public static void WriteList(CliContext context, JsonNode answer)
    {
        var items = answer.Items("items").ToList();
        if (items.Count == 0)
        {
            context.Console.WriteLine("Nothing waits here.");
            return;
        }

        context.Console.Write(Table(items, ("id", "id"), ("source", "source"), ("received", "receivedAt"), ("code", "code"), ("reason", "reason")));
        if (answer.Text("continuation") is { } next)
        {
            context.Note($"There is more: add --continuation {next}");
        }
    }

    public static void WriteSummary(CliContext context, JsonNode answer)
    {
        var groups = answer.Items("groups").ToList();
        if (groups.Count == 0)
        {
            context.Console.WriteLine("Nothing waits.");
            return;
        }

        var table = new Table().AddColumn("source").AddColumn("code").AddColumn(new TableColumn("count").RightAligned()).AddColumn("oldest").AddColumn("reasons");
        foreach (var group in groups)
        {
            var reasons = string.Join('\n', group.Items("reasons").Select(r => $"{r.Text("count")} x {r.Text("reason")}"));
            table.AddRow(
                TerminalText.Cell(group.Text("source")),
                TerminalText.Cell(group.Text("code")),
                TerminalText.Cell(group.Text("count")),
                TerminalText.Cell(group.Text("oldest")),
                TerminalText.Cell(reasons));
        }

        context.Console.Write(table);
        context.Console.WriteLine($"{TerminalText.Plain(answer.Text("total") ?? "0")} in all, the oldest for {AgeText.Of(answer.Text("oldestAgeSeconds"))}.");
    }

    public static void WriteItem(CliContext context, JsonNode item)
    {
        foreach (var member in (string[])["id", "source", "code", "reason", "receivedAt", "path"])
        {
            if (item.Text(member) is { } value)
            {
                context.Console.WriteLine(TerminalText.Plain($"{member}: {value}"));
            }
        }

        foreach (var (name, value) in item.Members("headers"))
        {
            context.Console.WriteLine(TerminalText.Plain($"header {name}: {value.AsText()}"));
        }

        if (item.Text("contentEncoding") is { } encoding)
        {
            context.Console.WriteLine(TerminalText.Plain($"content encoding: {encoding}"));
        }

        context.Console.WriteLine();
        // As it is: a console would wrap it, and what is copied from there would no longer be the content.
        context.Host.Out.WriteLine(TerminalText.Plain(item.Text("content") ?? ""));
    }

    public static void WriteAccesses(CliContext context, JsonNode answer)
    {
        var accesses = answer.Items("accesses").ToList();
        if (accesses.Count == 0)
        {
            context.Console.WriteLine("Nobody has seen its content.");
            return;
        }

        context.Console.Write(Table(accesses, ("when", "at"), ("what", "action"), ("who", "who"), ("why", "reason")));
    }

    public static void WriteWaiting(CliContext context, IReadOnlyList<JsonNode> waiting, IReadOnlyList<KeyValuePair<string, int>> reasons)
    {
        foreach (var (reason, count) in reasons)
        {
            context.Note($"{count} x {reason}");
        }

        foreach (var item in waiting.Take(MaxShown))
        {
            context.Note($"{item.Text("id")} still waits: {item.Text("reason")}");
        }
    }

    private static Table Table(IEnumerable<JsonNode> rows, params (string Title, string Member)[] columns)
    {
        var table = new Table();
        foreach (var (title, _) in columns)
        {
            table.AddColumn(title);
        }

        foreach (var row in rows)
        {
            table.AddRow(columns.Select(c => TerminalText.Cell(row.Text(c.Member))));
        }

        return table;
    }
}
