using System.Globalization;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessCdi.Cli.Mapping;

/// <summary>What becomes of a payload, as tables.</summary>
internal static class MapView
{
    public static void Write(IAnsiConsole console, WebhookReading reading, MappingTrace trace)
    {
        foreach (var item in trace.Items)
        {
            Write(console, item);
        }

        foreach (var change in reading.Changes)
        {
            console.WriteLine(TerminalText.Plain(Describe(change)));
        }

        foreach (var name in reading.Ignored)
        {
            console.WriteLine(TerminalText.Plain($"Ignored: {name}. It is genuine, and is acknowledged and counted."));
        }

        foreach (var part in reading.Rejected)
        {
            console.WriteLine(TerminalText.Plain($"Quarantined ({part.Code}): {part.Reason}."));
        }

        foreach (var finding in reading.Drift)
        {
            console.WriteLine(TerminalText.Plain($"Drift: {finding}"));
        }

        if (reading.Refusal is { } refusal)
        {
            console.WriteLine(TerminalText.Plain($"Refused ({refusal.Status}): {refusal.Detail}"));
        }
    }

    public static string Word(ValueFate fate) => fate switch
    {
        ValueFate.Record => "record",
        ValueFate.Field => "field",
        ValueFate.Identifier => "identifier",
        ValueFate.Consent => "consent",
        ValueFate.Ignored => "ignored",
        ValueFate.Dropped => "dropped",
        ValueFate.Refused => "refused",
    };

    private static void Write(IAnsiConsole console, TracedItem item)
    {
        console.WriteLine(TerminalText.Plain(item.Head));
        var table = new Table();
        table.AddColumns("in the payload", "becomes", "", "value", "why");
        foreach (var value in item.Values)
        {
            var after = value.Before == value.After || value.Before.IsNull ? Text(value.After) : $"{Text(value.Before)} -> {Text(value.After)}";
            table.AddRow(Cells(value.Paths.Count == 0 ? "(stated)" : string.Join(" or ", value.Paths), Word(value.Fate), value.Target, after, value.Why));
        }

        foreach (var (path, value) in item.Unread())
        {
            table.AddRow(Cells(path, "not mapped", null, Text(value), "no entry of the mapping reads it; the connector itself may"));
        }

        console.Write(table);
    }

    private static string Describe(Change change)
    {
        var parts = new List<string>();
        Add(change.Identifiers.Count, "identifier");
        Add(change.Fields.Count, "field");
        Add(change.Consents.Count, "consent");
        var time = change.TimeIsReceipt ? "at the time of receipt" : change.OccurredAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var what = change.Event is { } detail ? $"event {detail.Name} of" : $"{change.Kind.ToString().ToLowerInvariant()}{(change.Privacy ? " (privacy)" : "")} of";
        return $"Change {change.Id}: {what} {change.Record.Object} {change.Record.Key}, {time}{(parts.Count == 0 ? "" : $", {string.Join(", ", parts)}")}.";

        void Add(int count, string noun)
        {
            if (count > 0)
            {
                parts.Add($"{count} {noun}{(count == 1 ? "" : "s")}");
            }
        }
    }

    private static string Text(FieldValue value) => value.AsText() ?? "";

    private static IEnumerable<IRenderable> Cells(params string?[] texts) => texts.Select(text => new Text(TerminalText.Plain(text ?? "")));
}
