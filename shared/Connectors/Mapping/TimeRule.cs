using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>When an item says that it happened.</summary>
internal sealed class TimeRule(MappingSource from, TimeFormat format)
{
    public IReadOnlyList<MappingPath> Paths => from.Paths;

    /// <summary>Reads <c>"occurredAt": "path"</c> (ISO) or <c>{"from": path, "format": …}</c>.</summary>
    public static TimeRule? Bind(ConfigObject parent, string name, ConfigErrors errors)
    {
        var value = parent.Raw(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return MappingSource.Bind(parent, name) is { } path ? new(path, TimeFormat.OfIso) : null;
        }

        var config = new ConfigObject(value, parent.PathOf(name), errors);
        var source = MappingSource.Bind(config, "from");
        var format = TimeFormat.Bind(config, "format", "zone");
        config.Done();
        return source is null || format is null ? null : new(source, format);
    }

    /// <returns>False where the item states a time that cannot be read; true with null where it states none.</returns>
    public bool TryRead(in MappingItem item, out DateTimeOffset? time)
    {
        var value = from.Read(item);
        time = null;
        if (value.IsBlank)
        {
            return true;
        }

        var ok = format.TryRead(value, out var read);
        time = ok ? read : null;
        return ok;
    }

    public override string ToString() => from.ToString();
}
