using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>
/// Makes of an event's fields what an outbound message has: compound fields taken apart (<c>Name.FirstName</c> is
/// <c>FirstName</c>, <c>MailingAddress.City</c> is <c>MailingCity</c>), Avro's unions unpacked, times in ISO 8601, and no
/// null but those that say that a field was cleared.
/// </summary>
internal static class SalesforceFields
{
    private const long Least = -62135596800000;
    private const long Most = 253402300799999;
    private const string AddressSuffix = "Address";
    private const string NameField = "Name";

    private static readonly string[] AvroTypes = ["string", "long", "int", "double", "float", "boolean"];
    private static readonly string[] AvroRecords = ["com.sforce.", "Switchable_", "PersonName", "Address"];

    /// <param name="isCleared">Does a null under this name (<c>Phone</c>, <c>Name.FirstName</c>) say that the field was cleared?</param>
    public static JsonElement Flatten(JsonElement payload, Func<string, bool> isCleared)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartObject();
            foreach (var member in payload.EnumerateObject().Where(m => m.Name != SalesforceReader.Header))
            {
                var value = Unpacked(member.Value);
                if (value.ValueKind == JsonValueKind.Object && PrefixOf(member.Name) is { } prefix)
                {
                    foreach (var part in value.EnumerateObject())
                    {
                        Write(writer, names, prefix + part.Name, Unpacked(part.Value), isCleared($"{member.Name}.{part.Name}") || isCleared(prefix + part.Name));
                    }
                }
                else
                {
                    Write(writer, names, member.Name, value, isCleared(member.Name));
                }
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, HashSet<string> names, string name, JsonElement value, bool isCleared)
    {
        if ((value.ValueKind == JsonValueKind.Null && !isCleared) || !names.Add(name))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Number && IsTime(name) && value.TryGetInt64(out var ms) && ms is >= Least and <= Most)
        {
            writer.WriteString(name, Iso(DateTimeOffset.FromUnixTimeMilliseconds(ms)));
            return;
        }

        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }

    /// <summary>What the parts of a compound field have before their names; null for a field that is none.</summary>
    private static string? PrefixOf(string field) => field == NameField
        ? ""
        : field.EndsWith(AddressSuffix, StringComparison.Ordinal) ? field[..^AddressSuffix.Length] : null;

    /// <summary>What a relay leaves of a union when it writes Avro as JSON: <c>{"string": "Hot"}</c>.</summary>
    private static JsonElement Unpacked(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != 1)
        {
            return value;
        }

        var only = value.EnumerateObject().First();
        var isUnion = AvroTypes.Contains(only.Name)
            || (only.Value.ValueKind == JsonValueKind.Object && AvroRecords.Any(r => only.Name.StartsWith(r, StringComparison.Ordinal)));
        return isUnion ? only.Value : value;
    }

    /// <summary>Salesforce's own fields of times are called so; in Pub/Sub they are milliseconds since 1970.</summary>
    private static bool IsTime(string name) =>
        name.EndsWith("Date", StringComparison.Ordinal) || name is "Birthdate" or "PersonBirthdate" or "SystemModstamp" or "ActivityDateTime" or "StartDateTime" or "EndDateTime";

    private static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
