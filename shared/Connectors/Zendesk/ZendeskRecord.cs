using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Zendesk;

/// <summary>
/// An event tells most of a record in <c>detail</c>, and the one attribute that changed in <c>event</c>. Here they become one
/// record again, for a table to read.
/// </summary>
internal static class ZendeskRecord
{
    private const string Changed = "_changed";

    /// <summary>What stands for "none" among ids.</summary>
    private const string NoId = "0";

    public static JsonElement Of(JsonElement detail, string action, JsonElement change)
    {
        var attribute = action.EndsWith(Changed, StringComparison.Ordinal) ? action[..^Changed.Length] : null;
        var current = change.Member("current"u8);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (attribute is not null && IsPlain(current))
            {
                writer.WritePropertyName(attribute);
                current.WriteTo(writer);
            }

            foreach (var member in detail.ValueKind == JsonValueKind.Object ? detail.EnumerateObject() : default)
            {
                if (!member.NameEquals(attribute) && !IsNoId(member))
                {
                    member.WriteTo(writer);
                }
            }

            WriteCustomField(writer, action, change, current);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static bool IsPlain(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null;

    private static bool IsNoId(JsonProperty member) => member.Name.EndsWith("_id", StringComparison.Ordinal) && member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString() is NoId or "",
        JsonValueKind.Number => member.Value.GetRawText() == NoId,
        _ => false,
    };

    /// <summary>As <c>custom_fields.{key}</c>, by the field's own name where the event has it, else by its number.</summary>
    private static void WriteCustomField(Utf8JsonWriter writer, string action, JsonElement change, JsonElement current)
    {
        var field = change.Member("field"u8);
        if (action != "custom_field_changed" || (field.Text("key"u8) ?? field.Text("id"u8)) is not { } key || current.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        writer.WritePropertyName("custom_fields");
        writer.WriteStartObject();
        writer.WritePropertyName(key);
        current.WriteTo(writer);
        writer.WriteEndObject();
    }
}
