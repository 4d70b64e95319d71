using System.Buffers;
using System.Text.Json;
using ServerlessCdi.Connectors.TrackEvents;

namespace ServerlessCdi.Connectors.OneTrust;

/// <summary>
/// Takes out of a payload what lets its reader in as the person: <c>contactFields</c> hold <c>Password</c> and <c>MagicLink</c>.
/// </summary>
internal static class OneTrustSecrets
{
    /// <summary>The JSON without members that are named like a secret; nothing where it is no JSON, for there they cannot be found.</summary>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var buffer = new ArrayBufferWriter<byte>(json.Length);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                Write(writer, document.RootElement);
            }

            return buffer.WrittenMemory;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            // Beside what is no JSON: text that is not Unicode.
            return default;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(m => !SafeProperties.IsSecret(m.Name)))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
