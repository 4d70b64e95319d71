using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Lays one object's table over another's. What the upper says holds; of the lower stays what the upper does not speak of.</summary>
internal static class MappingOverlay
{
    private static readonly string[] Lists = ["fields", "identifiers", "consents"];

    /// <param name="upper">Undefined, or something other than an object (which is reported when it is bound), changes nothing.</param>
    public static JsonElement Lay(JsonElement lower, JsonElement upper)
    {
        if (upper.ValueKind == JsonValueKind.Undefined)
        {
            return lower;
        }

        if (upper.ValueKind != JsonValueKind.Object)
        {
            return upper;
        }

        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            var dropped = Texts(upper, "drop").ToHashSet(StringComparer.Ordinal);
            foreach (var name in Lists)
            {
                WriteList(writer, name, lower, upper, dropped);
            }

            WriteTexts(writer, "names", Texts(lower, "names").Union(Texts(upper, "names"), StringComparer.OrdinalIgnoreCase));
            WriteTexts(writer, "drop", Texts(lower, "drop").Union(dropped, StringComparer.Ordinal));
            foreach (var member in upper.EnumerateObject().Concat(lower.EnumerateObject().Where(m => !upper.TryGetProperty(m.Name, out _))))
            {
                if (!Lists.Contains(member.Name) && member.Name is not ("names" or "drop"))
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteList(Utf8JsonWriter writer, string name, JsonElement lower, JsonElement upper, HashSet<string> dropped)
    {
        if (upper.TryGetProperty(name, out var own) && own.ValueKind != JsonValueKind.Array)
        {
            writer.WritePropertyName(name);
            own.WriteTo(writer);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var entry in Entries(lower, name).Where(e => !IsDropped(e, dropped) && !Entries(upper, name).Any(o => IsReplacedBy(e, o))))
        {
            entry.WriteTo(writer);
        }

        foreach (var entry in Entries(upper, name))
        {
            entry.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    /// <summary>The same target, or the same places to look.</summary>
    private static bool IsReplacedBy(JsonElement entry, JsonElement by)
    {
        if (entry.ValueKind != JsonValueKind.Object || by.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var sameTarget = entry.TryGetProperty("to", out var to) && by.TryGetProperty("to", out var other) && JsonElement.DeepEquals(to, other);
        return sameTarget || (From(entry) is { Length: > 0 } from && from.SequenceEqual(From(by)));
    }

    private static bool IsDropped(JsonElement entry, HashSet<string> dropped) =>
        entry.ValueKind == JsonValueKind.Object && From(entry) is { Length: > 0 } from && from.All(dropped.Contains);

    private static string[] From(JsonElement entry) => !entry.TryGetProperty("from", out var from)
        ? []
        : from.ValueKind switch
        {
            JsonValueKind.String => [from.GetString()!],
            JsonValueKind.Array => [.. from.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!)],
            _ => [],
        };

    private static JsonElement.ArrayEnumerator Entries(JsonElement table, string name) =>
        table.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static IEnumerable<string> Texts(JsonElement table, string name) =>
        Entries(table, name).Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!);

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
