using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>What a batch says of the user: attributes and identities as one object, which the table reads.</summary>
internal static class MParticleBatch
{
    private const string Identities = "user_identities";
    private const string Device = "mp_deviceid";

    /// <summary>
    /// The record's key: mParticle's id of the user, a whole number of 64 bits that is kept as text, since a double would round it;
    /// where a batch has none (a feed of raw data), the customer's own id.
    /// </summary>
    public static string? KeyOf(JsonElement batch) =>
        batch.Text("mpid"u8) is { Length: > 0 } mpid && mpid != "0" ? mpid
            : CustomerId(batch.Member("user_identities"u8)) is { Length: > 0 } customer ? $"customer_id:{customer}"
            : null;

    /// <summary>Attributes beside each other, deleted ones as null, and the identities in the form in which they came; undefined where the batch has none of these.</summary>
    public static JsonElement Person(JsonElement batch)
    {
        var attributes = batch.Member("user_attributes"u8);
        var deleted = batch.Member("deleted_user_attributes"u8);
        var identities = batch.Member("user_identities"u8);
        var buffer = new ArrayBufferWriter<byte>();
        var count = 0;
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (attributes.ValueKind == JsonValueKind.Object)
            {
                foreach (var attribute in attributes.EnumerateObject().Where(a => a.Name is not (Identities or Device)))
                {
                    attribute.WriteTo(writer);
                    count++;
                }
            }

            count += WriteDeleted(writer, deleted, attributes);
            if (identities.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                writer.WritePropertyName(Identities);
                identities.WriteTo(writer);
                count++;
            }

            if (batch.Text("mp_deviceid"u8) is { } device)
            {
                writer.WriteString(Device, device);
            }

            writer.WriteEndObject();
        }

        return count == 0 ? default : JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>One attribute as <see cref="Person"/> would have it.</summary>
    public static JsonElement Attribute(string name, JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName(name);
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>The identities that an identity change names, the new one first.</summary>
    public static JsonElement IdentityChange(JsonElement data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray(Identities);
            Write(writer, data.Member("new"u8));
            Write(writer, data.Member("old"u8));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static int WriteDeleted(Utf8JsonWriter writer, JsonElement deleted, JsonElement attributes)
    {
        if (deleted.ValueKind != JsonValueKind.Array)
        {
            return 0;
        }

        var names = deleted.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!).Distinct(StringComparer.Ordinal);
        var count = 0;
        foreach (var name in names.Where(n => n is not (Identities or Device) && !(attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(n, out _))))
        {
            writer.WriteNull(name);
            count++;
        }

        return count;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement identity)
    {
        if (identity.ValueKind == JsonValueKind.Object && identity.Text("identity"u8) is { Length: > 0 })
        {
            identity.WriteTo(writer);
        }
    }

    private static string? CustomerId(JsonElement identities) => identities.ValueKind == JsonValueKind.Array
        ? identities.EnumerateArray().FirstOrDefault(i => i.Text("identity_type"u8) == "customer_id").Text("identity"u8)
        : identities.Text("customer_id"u8);
}
