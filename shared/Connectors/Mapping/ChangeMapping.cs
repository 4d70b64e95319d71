using System.Text.Json;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A mapping from configuration, compiled once and used by many requests at once. What its members mean is in
/// <c>config/schemas/mapping.schema.json</c>.
/// </summary>
internal sealed class ChangeMapping
{
    private const string Path = "$.mapping";

    private readonly MappingPath? _items;
    private readonly ItemMapping _item;

    private ChangeMapping(MappingPath? items, ItemMapping item)
    {
        _items = items;
        _item = item;
        Paths = item.Mapped();
    }

    /// <summary>What it says of the items' members, as contracts write them.</summary>
    public IReadOnlyList<MappedPath> Paths { get; }

    /// <summary>Compiles the settings' mapping, or returns null with every mistake added to <paramref name="errors"/>.</summary>
    public static ChangeMapping? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var before = errors.All.Count;
        if (settings.Mapping.ValueKind == JsonValueKind.Undefined)
        {
            errors.Add(Path, "is missing: it says which part of the payload means what");
            return null;
        }

        var config = new ConfigObject(settings.Mapping, Path, errors);
        var items = MappingSource.BindPath(config, "items");
        var item = BindItem(config, settings, errors);
        config.Done();
        CheckKinds(config, item);
        return errors.All.Count == before ? new(items, item) : null;
    }

    /// <summary>What the mapping says of its fields' use.</summary>
    public IReadOnlyList<FieldUse> Fields => [.. _item.Table.Uses];

    /// <summary>Reads a payload whose sender is known. Never throws, whatever the bytes.</summary>
    public WebhookReading Read(WebhookRequest request, MappingDelivery delivery) => JsonDelivery.Read(request, new Reader(_items, _item, delivery));

    private static ItemMapping BindItem(ConfigObject config, SourceSettings settings, ConfigErrors errors)
    {
        // Where something is wrong the rest is read all the same, so that one start shows every mistake.
        return new()
        {
            Source = settings.Key,
            Kind = WordSource.Bind(config, "kind", errors, required: false, MappingWords.KindMistake) ?? WordSource.Stated("upsert"),
            Object = WordSource.Bind(config, "object", errors, required: true, MappingWords.ObjectMistake) ?? WordSource.Stated(""),
            Id = MappingSource.Bind(config, "id") ?? new([]),
            ChangeId = MappingSource.Bind(config, "changeId", required: false),
            OccurredAt = TimeRule.Bind(config, "occurredAt", errors),
            MergedIds = MappingSource.Bind(config, "mergedIds", required: false),
            Table = RecordTable.Bind(config, new(settings.Key, settings.Region, BlankClears: false, errors), $"{settings.Key}_"),
            Event = EventRule.Bind(config.Object("event"), errors),
            Contract = SourceContract.Bind(settings, errors),
        };
    }

    private static void CheckKinds(ConfigObject config, ItemMapping item)
    {
        if (item.Kind.Known.Contains("merge") && item.MergedIds is null)
        {
            config.Error("mergedIds", "is missing: a merge must name the records that were absorbed");
        }

        if (item.Kind.Known.Contains("event") && item.Event is null)
        {
            config.Error("event", "is missing: an event must have a name");
        }

        if (item.Kind.Known.Contains("consent") && item.Table.Consents.Length == 0)
        {
            config.Error("consents", "is missing: a change of kind consent says nothing else");
        }
    }

    private sealed class Reader(MappingPath? items, ItemMapping item, MappingDelivery delivery) : IEventReader
    {
        public string EventsAt => items?.Text ?? "the root of the body";

        public JsonElement Events(JsonElement payload) => items is null ? payload : items.Find(new(payload, payload));

        public string? Take(in VendorEvent e, ReadingParts parts) => item.Read(e, delivery, parts);
    }
}
