using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What an item of kind <c>event</c> puts on the timeline.</summary>
internal sealed class EventRule(WordSource name, MappingSource? properties)
{
    private static readonly FieldValue NoProperties = FieldValue.FromCanonical("{}");

    public IEnumerable<MappingPath> Paths => name.Paths.Concat(properties?.Paths ?? []);

    public static EventRule? Bind(ConfigObject config, ConfigErrors errors)
    {
        if (!config.IsObject)
        {
            return null;
        }

        var name = WordSource.Bind(config, "name", errors, required: true, MappingWords.EventMistake);
        var properties = MappingSource.Bind(config, "properties", required: false);
        config.Done();
        return name is null ? null : new(name, properties);
    }

    /// <summary>The event, or null where it has no usable name or its properties are no object.</summary>
    public EventDetail? Read(in MappingItem item)
    {
        var word = name.Read(item);
        if (word is null || MappingWords.EventMistake(word) is not null)
        {
            return null;
        }

        var found = properties?.Find(item) ?? default;
        return found.ValueKind switch
        {
            JsonValueKind.Object => new(word, FieldValue.FromJson(found)),
            JsonValueKind.Undefined or JsonValueKind.Null => new(word, NoProperties),
            _ => null,
        };
    }
}
