using System.Text.Json.Nodes;
using Spectre.Console;

namespace ServerlessCdi.Cli.Identity.Online;

/// <summary>Reviews as tables and text.</summary>
internal static class ReviewView
{
    public static void WriteList(CliContext context, JsonNode answer)
    {
        var reviews = answer.Items("reviews").ToList();
        if (reviews.Count == 0)
        {
            context.Console.WriteLine("No review is here.");
            return;
        }

        var table = new Table().AddColumns("id", "kind").AddColumn(new TableColumn("bits").RightAligned()).AddColumns("age", "assignee", "status", "left", "right");
        foreach (var review in reviews)
        {
            table.AddRow(Cells(
                review.Text("id"), review.Text("kind"), review.Text("bits"), AgeText.Of(review.Text("ageSeconds")), review.Text("assignee"), Status(review), review.Text("left"), review.Text("right")));
        }

        context.Console.Write(table);
        if (answer.Text("continuation") is { } next)
        {
            context.Note($"There is more: add --continuation {next}");
        }
    }

    public static void WriteSummary(CliContext context, JsonNode answer)
    {
        var table = new Table().AddColumns("kind", "status").AddColumn(new TableColumn("count").RightAligned());
        foreach (var count in answer.Items("counts"))
        {
            table.AddRow(Cells(count.Text("kind"), count.Text("status"), count.Text("count")));
        }

        if (table.Rows.Count > 0)
        {
            context.Console.Write(table);
        }

        var open = TerminalText.Plain(answer.Text("open") ?? "0");
        context.Console.WriteLine(answer.Text("oldestAgeSeconds") is { } age ? $"{open} open, the oldest for {AgeText.Of(age)}." : "None is open.");
    }

    public static void Write(CliContext context, JsonNode answer)
    {
        var review = (answer as JsonObject)?["review"];
        context.Console.WriteLine(TerminalText.Plain(
            $"Review {review.Text("id")}: {review.Text("kind")}, {Status(review)}, {review.Text("bits")} bits, open for {AgeText.Of(review.Text("ageSeconds"))}"));
        if (review.Text("assignee") is { } assignee)
        {
            context.Console.WriteLine(TerminalText.Plain($"Assigned to {assignee}."));
        }

        if (answer.Text("reason") is { } reason)
        {
            context.Console.WriteLine(TerminalText.Plain($"Decided because: {reason}"));
        }

        if ((answer as JsonObject)?["score"] is not { } score)
        {
            context.Console.WriteLine("Nothing of it can be read any more: one of the two is gone.");
            return;
        }

        ScoreView.Write(context, score);
        WriteSides(context, (answer as JsonObject)?["left"], (answer as JsonObject)?["right"]);
        if (answer.Text("redacted") == "true")
        {
            context.Note("Values are hidden: add --reveal --reason \"...\" to see them.");
        }
    }

    public static void WriteAccesses(CliContext context, JsonNode answer)
    {
        var table = new Table().AddColumns("when", "what", "who", "why");
        foreach (var access in answer.Items("accesses"))
        {
            table.AddRow(Cells(access.Text("at"), access.Text("action"), access.Text("who"), access.Text("reason")));
        }

        if (table.Rows.Count == 0)
        {
            context.Console.WriteLine("Nobody has seen its values.");
            return;
        }

        context.Console.Write(table);
    }

    /// <summary>The two records that were compared, field beside field, then what else each person consists of.</summary>
    private static void WriteSides(CliContext context, JsonNode? left, JsonNode? right)
    {
        var (one, other) = (Said(Compared(left)), Said(Compared(right)));
        var table = new Table().AddColumns("", $"left: {Title(left)}", $"right: {Title(right)}");
        foreach (var name in one.Keys.Union(other.Keys, StringComparer.Ordinal))
        {
            table.AddRow(Cells(name, one.GetValueOrDefault(name), other.GetValueOrDefault(name)));
        }

        context.Console.Write(table);
        foreach (var (side, name) in new[] { (left, "left"), (right, "right") })
        {
            var others = side.Items("records").Where(r => r.Text("compared") != "true").Select(r => string.Join(", ", Said(r).Select(s => $"{s.Key} {s.Value}").Prepend(Record(r))));
            foreach (var record in others)
            {
                context.Console.WriteLine(TerminalText.Plain($"also {name}: {record}"));
            }
        }
    }

    private static JsonNode? Compared(JsonNode? side) => side.Items("records").FirstOrDefault(r => r.Text("compared") == "true");

    private static Dictionary<string, string> Said(JsonNode? record)
    {
        var said = record.Members("fields").ToDictionary(f => f.Name, f => f.Value.AsText() ?? "", StringComparer.Ordinal);
        foreach (var type in record.Items("identifiers").GroupBy(i => i.Text("type") ?? "", StringComparer.Ordinal))
        {
            said[$"({type.Key})"] = string.Join(", ", type.Select(i => i.Text("value")));
        }

        return said;
    }

    private static string Title(JsonNode? side) => TerminalText.Plain(Markup.Escape(Record(Compared(side))));

    private static string Record(JsonNode? record) => record is null ? "gone" : RecordText.Of(record);

    private static string? Status(JsonNode? review) => review.Text("putOffUntil") is { } until && review.Text("status") == "put-off"
        ? $"put off until {until}"
        : (review as JsonObject)?["decision"] is { } decision ? $"{review.Text("status")} by {decision.Text("by")}" : review.Text("status");

    private static IEnumerable<Text> Cells(params string?[] texts) => texts.Select(TerminalText.Cell);
}
