using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>Writes what a receiver is sent: <c>{"type", "timestamp", "data"}</c>.</summary>
internal static class StandardWebhooksBody
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Single(string prefix, DeliveryIntent intent, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        Start(writer, $"{prefix}.{Word(intent.Kind)}", now);
        writer.WriteStartObject("data"u8);
        WriteProfile(writer, intent);
        return End(writer, buffer);
    }

    public static ReadOnlyMemory<byte> Batch(string prefix, IReadOnlyList<DeliveryIntent> intents, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 * intents.Count);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        Start(writer, $"{prefix}.batch", now);
        writer.WriteStartArray("data"u8);
        foreach (var intent in intents)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, $"{prefix}.{Word(intent.Kind)}");
            WriteProfile(writer, intent);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public static string Word(DeliveryIntentKind kind) => kind switch
    {
        DeliveryIntentKind.Upsert => "updated",
        DeliveryIntentKind.Merged => "merged",
        DeliveryIntentKind.Delete => "deleted",
    };

    private static void Start(Utf8JsonWriter writer, string type, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WriteString("timestamp"u8, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    private static ReadOnlyMemory<byte> End(Utf8JsonWriter writer, ArrayBufferWriter<byte> buffer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteProfile(Utf8JsonWriter writer, DeliveryIntent intent)
    {
        writer.WriteString("id"u8, intent.Profile.Value);
        writer.WriteNumber("version"u8, intent.Version);
        if (intent.Kind == DeliveryIntentKind.Upsert)
        {
            WriteFields(writer, intent.Fields);
            WriteIdentifiers(writer, intent);
        }

        if (intent.MergedInto is { } survivor)
        {
            writer.WriteString("mergedInto"u8, survivor.Value);
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyDictionary<string, FieldValue> fields)
    {
        writer.WriteStartObject("fields"u8);
        foreach (var (name, value) in fields)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Json, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    private static void WriteIdentifiers(Utf8JsonWriter writer, DeliveryIntent intent)
    {
        writer.WriteStartArray("identifiers"u8);
        foreach (var identifier in intent.Identifiers)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, identifier.Type);
            writer.WriteString("value"u8, identifier.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
