using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Queues;

/// <summary>The queues and their dead letters as tables.</summary>
internal static class QueuesView
{
    public static void Write(IAnsiConsole console, JsonNode queues)
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
        console.WriteLine(queues.Text("quarantined") is null or "0"
            ? "Nothing is in quarantine."
            : $"In quarantine: {TerminalText.Plain(queues.Text("quarantined") ?? "")}. See 'cdi quarantine summary'.");
        var reviews = (queues as JsonObject)?["reviews"];
        if (reviews.Text("open") is not (null or "0"))
        {
            console.WriteLine(TerminalText.Plain(
                $"Doubtful pairs for a steward: {reviews.Text("open")}, the oldest for {AgeText.Of(reviews.Text("oldestAgeSeconds"))}. See 'cdi identity reviews'."));
        }
    }

    public static void WriteDeadLetters(CliContext context, JsonNode answer)
    {
        var letters = answer.Items("deadLetters").ToList();
        if (letters.Count == 0)
        {
            context.Console.WriteLine("There are no dead letters.");
            return;
        }

        (string Title, string Member)[] columns =
            [("sequence", "sequence"), ("message", "messageId"), ("sent", "enqueuedAt"), ("deliveries", "deliveries"), ("bytes", "bytes"), ("reason", "reason"), ("description", "description")];
        var table = new Table();
        foreach (var (title, _) in columns)
        {
            table.AddColumn(title);
        }

        foreach (var letter in letters)
        {
            table.AddRow(columns.Select(c => TerminalText.Cell(letter.Text(c.Member))));
        }

        context.Console.Write(table);
        if (answer.Text("next") is { } next)
        {
            context.Note($"There is more: add --from {next}");
        }
    }
}
