using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Core.Changes;

/// <summary>Writes a <see cref="FieldValue"/> as the JSON value that it is, not as text in quotes.</summary>
public sealed class FieldValueConverter : JsonConverter<FieldValue>
{
    public override bool HandleNull => true;

    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return FieldValue.Text(reader.GetString()!);
            case JsonTokenType.Null:
                return FieldValue.Null;
            case JsonTokenType.True:
                return FieldValue.True;
            case JsonTokenType.False:
                return FieldValue.False;
            default:
                using (var document = JsonDocument.ParseValue(ref reader))
                {
                    return FieldValue.FromJson(document.RootElement);
                }
        }
    }

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json, skipInputValidation: true);
}
