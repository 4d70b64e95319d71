using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Queues;

/// <summary>The queues and the quarantine as tables.</summary>
internal static class QueuesView
{
    public static void Write(IAnsiConsole console, JsonNode queues, JsonNode quarantine)
    {
        var table = new Table().AddColumn("queue");
        foreach (var count in (string[])["waiting", "scheduled", "dead letters"])
        {
            table.AddColumn(new TableColumn(count).RightAligned());
        }

        foreach (var queue in queues.Items("queues"))
        {
            table.AddRow(
                TerminalText.Cell(queue.Text("queue")),
                TerminalText.Cell(queue.Text("active")),
                TerminalText.Cell(queue.Text("scheduled")),
                TerminalText.Cell(queue.Text("deadLetters")));
        }

        console.Write(table);
        var items = quarantine.Items("items").ToList();
        var total = queues.Text("quarantined") ?? $"{items.Count}";
        console.WriteLine(total == "0" ? "Nothing is in quarantine." : $"In quarantine: {TerminalText.Plain(total)}");
        if (items.Count > 0)
        {
            console.Write(Items(items));
            console.WriteLine("Mend the cause, then 'cdi queues replay --quarantine <id>', or '--all'.");
        }
    }

    private static Table Items(List<JsonNode> items)
    {
        var table = new Table().AddColumn("id").AddColumn("source").AddColumn("received").AddColumn("reason");
        foreach (var item in items)
        {
            table.AddRow(
                TerminalText.Cell(item.Text("id")),
                TerminalText.Cell(item.Text("source")),
                TerminalText.Cell(item.Text("receivedAt")),
                TerminalText.Cell(item.Text("reason")));
        }

        return table;
    }
}
