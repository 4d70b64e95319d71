using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Asana;

/// <summary>Asana says what was done to which of its resources, and none of their values.</summary>
internal sealed class AsanaReader(VendorMapping mapping) : IEventReader
{
    public string EventsAt => "events";

    public JsonElement Events(JsonElement payload) => payload.Member("events"u8);

    public string? Take(in VendorEvent e, ReadingParts parts)
    {
        var resource = e.Element.Member("resource"u8);
        if (e.Element.Text("action"u8) is not { Length: > 0 } action || resource.Text("resource_type"u8) is not { Length: > 0 } type)
        {
            return "the event has no action or no resource with a type";
        }

        if (mapping.ObjectOf(type) is { } @object)
        {
            return Take(@object, type, action, resource, e, parts);
        }

        // A comment on a task, say, is something that happened to the task.
        var parent = e.Element.Member("parent"u8);
        return mapping.ObjectOf(parent.Text("resource_type"u8)) is { } owner
            ? mapping.Map(Event(owner, parent, type, action, e), e, parts)
            : parts.Ignore($"{type}.{action}");
    }

    private string? Take(string @object, string type, string action, JsonElement resource, in VendorEvent e, ReadingParts parts) => action switch
    {
        "added" or "undeleted" => mapping.Map(Record(@object, ChangeKind.Upsert, resource, e), e, parts),
        "deleted" => mapping.Map(Record(@object, ChangeKind.Delete, resource, e), e, parts),
        _ => mapping.Map(Event(@object, resource, type, action, e), e, parts),
    };

    private static SourceItem Record(string @object, ChangeKind kind, JsonElement resource, in VendorEvent e) => new()
    {
        Object = @object,
        Key = resource.Text("gid"u8),
        Kind = kind,
        OccurredAt = e.Element.IsoTime("created_at"u8),
        IsPartial = true,
        Fields = resource,
    };

    private static SourceItem Event(string @object, JsonElement about, string type, string action, in VendorEvent e) =>
        Record(@object, ChangeKind.Event, about, e) with
        {
            Event = new EventDetail(
                $"{type}_{action}",
                new EventProperties()
                    .Add("field", e.Element.Member("change"u8).Member("field"u8))
                    .Add("resource", e.Element.Member("resource"u8).Member("gid"u8))
                    .Add("subtype", e.Element.Member("resource"u8).Member("resource_subtype"u8))
                    .Add("user", e.Element.Member("user"u8).Member("gid"u8))
                    .ToValue()),
        };
}
