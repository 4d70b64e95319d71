using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A mapping from configuration, compiled once and used by many requests at once. What its members mean is in
/// <c>config/schemas/mapping.schema.json</c>.
/// </summary>
internal sealed class ChangeMapping
{
    /// <summary>Most items that one payload may hold.</summary>
    public const int MaxItems = 1000;

    private const string Path = "$.mapping";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly MappingPath? _items;
    private readonly ItemMapping _item;

    private ChangeMapping(MappingPath? items, ItemMapping item)
    {
        _items = items;
        _item = item;
    }

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

    /// <summary>Reads a payload whose sender is known. Never throws, whatever the bytes.</summary>
    public WebhookReading Read(WebhookRequest request, MappingDelivery delivery)
    {
        // The parser looks at the bytes of a text only when it is asked for it, and not every text is.
        if (!Utf8.IsValid(request.Body.Span))
        {
            return WebhookReading.RejectAll(request, "the body is not UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body, Strict);
            return Read(request, document.RootElement, delivery);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: the name of a member holds half a character.
            return WebhookReading.RejectAll(request, "the body is not JSON, is deeper than 64 levels, or says one member twice");
        }
    }

    private WebhookReading Read(WebhookRequest request, JsonElement payload, MappingDelivery delivery)
    {
        var root = _items is null ? payload : _items.Find(payload, payload);
        if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return WebhookReading.RejectAll(request, _items is null ? "the body is neither an object nor a list" : $"there is neither an object nor a list at {_items}");
        }

        var isList = root.ValueKind == JsonValueKind.Array;
        var count = isList ? root.GetArrayLength() : 1;
        if (count > MaxItems)
        {
            return WebhookReading.RejectAll(request, $"the payload has more than {MaxItems} items");
        }

        var changes = new List<Change>(count);
        var ignored = new List<string>();
        var rejected = new List<RejectedPart>();
        if (!isList)
        {
            ReadItem(new(payload, root), request.Index ?? -1, delivery, changes, ignored, rejected);
        }
        else
        {
            var index = 0;
            foreach (var element in root.EnumerateArray())
            {
                ReadItem(new(payload, element), index++, delivery, changes, ignored, rejected);
            }
        }

        return new() { Changes = changes, Ignored = ignored, Rejected = isList ? [.. rejected.Select(part => InEnvelope(request, root, part))] : rejected };
    }

    /// <summary>
    /// The payload with this item where its list stood, for paths may lead to what stands around it; an item of a bare list
    /// as it is.
    /// </summary>
    private RejectedPart InEnvelope(WebhookRequest request, JsonElement root, RejectedPart part)
    {
        var list = JsonMarshal.GetRawUtf8Value(root);
        var body = request.Body.Span;
        return _items is not null && body.Overlaps(list, out var start)
            ? part with { Raw = (byte[])[.. body[..start], .. part.Raw.Span, .. body[(start + list.Length)..]] }
            : part;
    }

    private void ReadItem(
        in MappingItem item, int index, MappingDelivery delivery, List<Change> changes, List<string> ignored, List<RejectedPart> rejected)
    {
        string? wrong;
        try
        {
            wrong = item.Element.ValueKind == JsonValueKind.Object
                ? _item.Read(item, index, delivery, changes, ignored)
                : "the item is not an object";
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json decodes text late, and says so when it holds half a character.
            wrong = "the item holds text that is not Unicode";
        }

        if (wrong is not null)
        {
            rejected.Add(index < 0
                ? new(JsonMarshal.GetRawUtf8Value(item.Element).ToArray(), wrong)
                : new(JsonMarshal.GetRawUtf8Value(item.Element).ToArray(), $"item {index}: {wrong}", Index: index));
        }
    }

    private static ItemMapping BindItem(ConfigObject config, SourceSettings settings, ConfigErrors errors)
    {
        // Where something is wrong the rest is read all the same, so that one start shows every mistake.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return new()
        {
            Source = settings.Key,
            Kind = WordSource.Bind(config, "kind", errors, required: false, MappingWords.KindMistake) ?? WordSource.Stated("upsert"),
            Object = WordSource.Bind(config, "object", errors, required: true, MappingWords.ObjectMistake) ?? WordSource.Stated(""),
            Id = MappingSource.Bind(config, "id") ?? new([]),
            ChangeId = MappingSource.Bind(config, "changeId", required: false),
            OccurredAt = TimeRule.Bind(config, "occurredAt", errors),
            MergedIds = MappingSource.Bind(config, "mergedIds", required: false),
            Fields = List(config, "fields", errors, entry => FieldRule.BindField(entry, settings.Region, errors, taken)),
            Identifiers = List(config, "identifiers", errors, entry => FieldRule.BindIdentifier(entry, settings.Region, errors)),
            Consents = List(config, "consents", errors, entry => ConsentRule.Bind(entry, errors)),
            Event = EventRule.Bind(config.Object("event"), errors),
        };
    }

    private static TRule[] List<TRule>(ConfigObject config, string name, ConfigErrors errors, Func<ConfigObject, TRule?> bind)
        where TRule : class
    {
        var list = config.Raw(name, JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var rules = new List<TRule>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            if (bind(new(element, $"{config.PathOf(name)}[{index}]", errors)) is { } rule)
            {
                rules.Add(rule);
            }
        }

        return [.. rules];
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

        if (item.Kind.Known.Contains("consent") && item.Consents.Length == 0)
        {
            config.Error("consents", "is missing: a change of kind consent says nothing else");
        }
    }
}
