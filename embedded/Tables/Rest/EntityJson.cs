using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Embedded.Tables.Entities;

namespace ServerlessCdi.Embedded.Tables.Rest;

/// <summary>
/// Entities in the service's JSON with minimal metadata: types that JSON lacks are named beside the value.
/// Source: https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations.
/// </summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static byte[] Write(EntityData entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(EntityNames.PartitionKey, entity.PartitionKey);
            json.WriteString(EntityNames.RowKey, entity.RowKey);
            foreach (var (name, value) in entity.Properties)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static EntityRow Read(JsonElement json, string? etag = null)
    {
        var row = new EntityRow { ETag = etag ?? string.Empty };
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name)
            {
                case EntityNames.PartitionKey:
                    row.PartitionKey = property.Value.GetString();
                    break;
                case EntityNames.RowKey:
                    row.RowKey = property.Value.GetString();
                    break;
                case EntityNames.Timestamp:
                    row.Timestamp = ReadTime(property.Value);
                    break;
                case EntityNames.ETag:
                    row.ETag = property.Value.GetString() ?? row.ETag;
                    break;
                default:
                    ReadOwn(json, property, row);
                    break;
            }
        }

        return row;
    }

    private static void ReadOwn(JsonElement json, JsonProperty property, EntityRow row)
    {
        if (property.Name.StartsWith("odata.", StringComparison.Ordinal)
            || property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal)
            || property.Value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        var type = json.TryGetProperty(property.Name + TypeSuffix, out var annotation) ? annotation.GetString() : null;
        row.Properties.Add(new(property.Name, ReadValue(property.Value, type)));
    }

    private static object ReadValue(JsonElement value, string? type) => type switch
    {
        "Edm.Int64" => value.ValueKind == JsonValueKind.Number
            ? value.GetInt64()
            : long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" => value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.DateTime" => ReadTime(value),
        "Edm.Guid" => value.GetGuid(),
        "Edm.Binary" => value.GetBytesFromBase64(),
        _ => value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetInt32(out var small) ? small : value.GetDouble(),
            _ => value.GetString()!,
        },
    };

    private static DateTimeOffset ReadTime(JsonElement value) => DateTimeOffset.Parse(
        value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case int small:
                json.WriteNumber(name, small);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case double real when double.IsFinite(real):
                json.WriteString(name + TypeSuffix, "Edm.Double");
                json.WriteNumber(name, real);
                break;
            default:
                var (type, written) = Annotated(value);
                json.WriteString(name + TypeSuffix, type);
                json.WriteString(name, written);
                break;
        }
    }

    private static (string Type, string Text) Annotated(object value) => value switch
    {
        long wide => ("Edm.Int64", wide.ToString(CultureInfo.InvariantCulture)),
        double real => ("Edm.Double", real.ToString(CultureInfo.InvariantCulture)),
        Guid id => ("Edm.Guid", id.ToString()),
        byte[] bytes => ("Edm.Binary", Convert.ToBase64String(bytes)),
        DateTimeOffset time => ("Edm.DateTime", time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} has no form on the wire."),
    };
}
