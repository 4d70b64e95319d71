using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors;

/// <summary>
/// Text that a vendor sometimes sends as a number or a boolean. JSON null becomes empty text, so that it can be told
/// from a member that is not there at all.
/// </summary>
internal sealed class LenientTextConverter : JsonConverter<string>
{
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Null => "",
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
