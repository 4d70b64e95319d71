using System.Collections.Frozen;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>A table from what comes to what it means, whatever its case; <c>*</c> stands for all that is not listed.</summary>
internal sealed class Picklist
{
    private const string AllOthers = "*";

    private readonly FrozenDictionary<string, MappedValue> _meanings;
    private readonly MappedValue? _others;

    public Picklist(JsonElement table)
    {
        var meanings = new Dictionary<string, MappedValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in table.EnumerateObject())
        {
            meanings[member.Name] = MappedValue.Of(FieldValue.FromJson(member.Value));
        }

        _others = meanings.Remove(AllOthers, out var others) ? others : null;
        _meanings = meanings.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public MappedValue Read(MappedValue value)
    {
        if (value.Scalar?.Trim() is not { Length: > 0 } text)
        {
            return value;
        }

        return _meanings.TryGetValue(text, out var meaning) ? meaning : _others ?? value;
    }
}
