using System.Text.Json.Nodes;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Cli.Mapping;

/// <summary>What <c>cdi map --json</c> prints.</summary>
internal static class MapReport
{
    public static JsonObject Of(WebhookReading reading, MappingTrace trace) => new()
    {
        ["items"] = Array(trace.Items, Item),
        ["changes"] = Array(reading.Changes, Change),
        ["ignored"] = Array(reading.Ignored, name => name),
        ["rejected"] = Array(reading.Rejected, part => new JsonObject { ["code"] = part.Code, ["reason"] = part.Reason }),
        ["refused"] = reading.Refusal?.Detail,
        ["drift"] = Array(reading.Drift, finding => finding.ToString()),
    };

    private static JsonObject Item(TracedItem item) => new()
    {
        ["is"] = item.Head,
        ["values"] = Array(item.Values, Value),
        ["unread"] = Array(item.Unread(), leaf => new JsonObject { ["path"] = leaf.Path, ["value"] = JsonNode.Parse(leaf.Value.Json) }),
    };

    private static JsonObject Value(TracedValue value) => new()
    {
        ["paths"] = Array(value.Paths, path => path),
        ["fate"] = MapView.Word(value.Fate),
        ["target"] = value.Target,
        ["before"] = JsonNode.Parse(value.Before.Json),
        ["after"] = JsonNode.Parse(value.After.Json),
        ["why"] = value.Why,
    };

    private static JsonObject Change(Change change) => new()
    {
        ["id"] = change.Id,
        ["kind"] = change.Kind.ToString().ToLowerInvariant(),
        ["object"] = change.Record.Object,
        ["record"] = change.Record.Key,
        ["occurredAt"] = change.OccurredAt,
        ["privacy"] = change.Privacy,
        ["mergedKeys"] = Array(change.MergedKeys, key => key),
        ["identifiers"] = Array(change.Identifiers, i => new JsonObject { ["type"] = i.Type, ["value"] = i.Value }),
        ["fields"] = new JsonObject(change.Fields.Select(f => KeyValuePair.Create(f.Name, JsonNode.Parse(f.Value.Json)))),
        ["consents"] = Array(
            change.Consents,
            c => new JsonObject { ["purpose"] = c.Purpose, ["channel"] = c.Channel, ["state"] = c.State.ToString().ToLowerInvariant() }),
        ["event"] = change.Event?.Name,
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> node) => new([.. items.Select(node)]);
}
