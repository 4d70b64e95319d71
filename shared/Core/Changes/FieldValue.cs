using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Core.Changes;

/// <summary>
/// A field's value as canonical JSON text: no insignificant white space, object members in ordinal order, numbers in
/// their shortest plain form. Two values are equal exactly when their texts are, so a profile has one byte form.
/// </summary>
[JsonConverter(typeof(FieldValueConverter))]
public readonly record struct FieldValue
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Characters that stand in a JSON text as they are: what most texts are made of, and so worth a way of their own.</summary>
    private static readonly SearchValues<char> Unescaped =
        SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\')).ToArray());

    private readonly string? _json;

    private FieldValue(string json) => _json = json;

    public static FieldValue Null => default;

    public static FieldValue True { get; } = new("true");

    public static FieldValue False { get; } = new("false");

    /// <summary>The canonical JSON text; <c>null</c> for a cleared field.</summary>
    public string Json => _json ?? "null";

    public bool IsNull => _json is null or "null";

    public bool IsText => _json is ['"', ..];

    public static FieldValue Text(string value) =>
        new(string.Concat("\"", value.AsSpan().ContainsAnyExcept(Unescaped) ? JsonEncodedText.Encode(value, Relaxed.Encoder).Value : value, "\""));

    public static FieldValue Number(decimal value) =>
        new((value == 0 ? 0m : value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));

    public static FieldValue Boolean(bool value) => value ? True : False;

    /// <summary>Canonical form of any JSON value. A number that no decimal can hold keeps the text it came with.</summary>
    public static FieldValue FromJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return Null;
            case JsonValueKind.True:
                return True;
            case JsonValueKind.False:
                return False;
            case JsonValueKind.String:
                return Text(element.GetString()!);
            case JsonValueKind.Number:
                return element.TryGetDecimal(out var number) ? Number(number) : new(element.GetRawText());
            default:
                var buffer = new ArrayBufferWriter<byte>();
                using (var writer = new Utf8JsonWriter(buffer, Compact))
                {
                    WriteCanonical(writer, element);
                }

                return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
    }

    /// <summary>A value from text that is canonical already, such as this type wrote earlier.</summary>
    public static FieldValue FromCanonical(string json) => json == "null" ? Null : new(json);

    /// <summary>The text of a string value, the JSON of any other, or null when cleared.</summary>
    public string? AsText()
    {
        if (IsNull)
        {
            return null;
        }

        if (!IsText)
        {
            return _json;
        }

        if (!_json!.Contains('\\', StringComparison.Ordinal))
        {
            return _json[1..^1];
        }

        using var document = JsonDocument.Parse(_json);
        return document.RootElement.GetString();
    }

    public override string ToString() => Json;

    private static void WriteCanonical(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    WriteCanonical(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteCanonical(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(FromJson(element).Json, skipInputValidation: true);
                break;
        }
    }
}
