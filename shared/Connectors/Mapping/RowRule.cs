using System.Collections.Frozen;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>How a row of a vendor's own export is one of its records: <c>"row": {"id", "occurredAt", "headers"}</c> of a table.</summary>
internal sealed class RowRule
{
    private readonly MappingSource _id;
    private readonly TimeRule? _occurredAt;
    private readonly FrozenDictionary<string, string> _headers;

    private RowRule(MappingSource id, TimeRule? occurredAt, FrozenDictionary<string, string> headers)
    {
        _id = id;
        _occurredAt = occurredAt;
        _headers = headers;
    }

    public IEnumerable<MappingPath> Paths => _id.Paths.Concat(_occurredAt?.Paths ?? []);

    /// <summary>Null where the table has none, or where something is wrong (reported).</summary>
    public static RowRule? Bind(ConfigObject table, ConfigErrors errors)
    {
        var config = table.Object("row");
        if (!config.IsObject)
        {
            return null;
        }

        var id = MappingSource.Bind(config, "id");
        var occurredAt = TimeRule.Bind(config, "occurredAt", errors);
        var named = config.Object("headers");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in named.Members)
        {
            if (named.Text(member.Name) is { } path && !headers.TryAdd(member.Name, path))
            {
                named.Error(member.Name, "stands there already in another case");
            }
        }

        config.Done();
        return id is null ? null : new(id, occurredAt, headers.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The row in the form that the vendor's webhooks have: each header is the path that it is the name of, or one itself.</summary>
    public JsonElement Shape(JsonElement row) => RowShape.Of(row, header => _headers.GetValueOrDefault(header, header));

    /// <summary>The record's id as the row has it.</summary>
    public string? IdOf(in MappingItem record) => _id.Read(record).Scalar?.Trim();

    /// <returns>Why the time cannot be read, or null with the time, where there is one.</returns>
    public string? TimeOf(in MappingItem record, out DateTimeOffset? time)
    {
        time = null;
        return _occurredAt is null || _occurredAt.TryRead(record, out time) ? null : $"the time at {_occurredAt} is not of the mapping's format";
    }
}
