using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Dataverse;

/// <summary>
/// Makes plain JSON of the entities of a message, whose columns are lists of <c>{key, value}</c>: a choice or an amount of
/// money becomes its value (its label, where it came along, stands under <c>column@formatted</c>), a time ISO 8601, and a
/// lookup <c>{id, type, name}</c> with the id once more under the name of its table, for a lookup that may lead to several.
/// </summary>
internal static class DataverseRecord
{
    private static readonly string[] LookupMembers = ["id", "type", "name"];

    /// <summary>The columns of all of them; of one that several have, the first's.</summary>
    public static JsonElement Flatten(params ReadOnlySpan<JsonElement> entities)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartObject();
            foreach (var entity in entities)
            {
                foreach (var (name, value) in Pairs(entity.Member("Attributes"u8)))
                {
                    if (names.Add(name))
                    {
                        Write(writer, name, value);
                    }
                }

                foreach (var (name, value) in Pairs(entity.Member("FormattedValues"u8)))
                {
                    if (value.ValueKind == JsonValueKind.String && names.Add($"{name}@formatted"))
                    {
                        writer.WriteString($"{name}@formatted", value.GetString());
                    }
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The value of the pair with this key, or undefined.</summary>
    public static JsonElement Find(JsonElement pairs, string key) => Pairs(pairs).FirstOrDefault(p => p.Key == key).Value;

    /// <summary>The values of all pairs: the images of a record, whatever they were named.</summary>
    public static IEnumerable<JsonElement> Values(JsonElement pairs) => Pairs(pairs).Select(p => p.Value);

    private static IEnumerable<(string Key, JsonElement Value)> Pairs(JsonElement pairs)
    {
        if (pairs.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var pair in pairs.EnumerateArray())
        {
            if (pair.Text("key"u8) is { Length: > 0 } key && pair.Member("value"u8) is { ValueKind: not JsonValueKind.Undefined } value)
            {
                yield return (key, value);
            }
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.Text("LogicalName"u8) is { } table && value.Text("Id"u8) is { } id:
                WriteLookup(writer, name, table, id, value.Text("Name"u8));
                break;
            case JsonValueKind.Object when IsPlain(value.Member("Value"u8)):
                WritePlain(writer, name, value.Member("Value"u8));
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(item => IsPlain(item.Member("Value"u8))):
                writer.WriteStartArray(name);
                foreach (var item in value.EnumerateArray())
                {
                    item.Member("Value"u8).WriteTo(writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Null:
                writer.WriteNull(name);
                break;
            default:
                if (IsPlain(value))
                {
                    WritePlain(writer, name, value);
                }

                break;
        }
    }

    private static void WritePlain(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString();
            writer.WriteString(name, DataverseTime.Of(text) is { } time ? DataverseTime.Iso(time) : text);
        }
        else
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static void WriteLookup(Utf8JsonWriter writer, string name, string table, string id, string? label)
    {
        var key = id.ToLowerInvariant();
        writer.WriteStartObject(name);
        writer.WriteString("id", key);
        writer.WriteString("type", table);
        writer.WriteString("name", label);
        if (!LookupMembers.Contains(table))
        {
            writer.WriteString(table, key);
        }

        writer.WriteEndObject();
    }

    private static bool IsPlain(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
