using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ServerlessCdi.Core;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Operate;

/// <summary>
/// The shape of an item's content without what it says: members and types stay, every value becomes its type and length,
/// such as <c>‹text 17›</c>. What is neither JSON nor XML nor a form becomes its length.
/// </summary>
public static partial class Redacted
{
    private const int MaxDepth = 200;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth + 8 };

    private static readonly string[] ChangeWords =
        ["source", "object", "kind", "name", "type", "purpose", "channel", "state", "occurredAt", "receivedAt", "contractVersion", "timeIsReceipt", "privacy"];

    public static string Content(QuarantineItem item) => item.Change is { } change
        ? Json(JsonSerializer.SerializeToUtf8Bytes(change, CoreJson.Relaxed.Change), ChangeWords) ?? ""
        : Payload(item.Payload);

    public static string Text(string text) => Length("text", text.Length);

    public static string Payload(ReadOnlyMemory<byte> payload)
    {
        var text = Utf8(payload.Span);
        return Json(payload, []) ?? (text is null ? null : Xml(text) ?? Form(text)) ?? Length("bytes", payload.Length);
    }

    private static string? Json(ReadOnlyMemory<byte> bytes, string[] shown)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth });
            using var output = new MemoryStream();
            using (var writer = new Utf8JsonWriter(output, Indented))
            {
                Write(writer, document.RootElement, shown);
            }

            return Encoding.UTF8.GetString(output.ToArray());
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a character, which no text can hold.
            return null;
        }
    }

    /// <param name="shown">Members whose values are words of the product and not of the payload; none within a value of the payload.</param>
    private static void Write(Utf8JsonWriter writer, JsonElement element, string[] shown)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    writer.WritePropertyName(Name(member.Name));
                    if (shown.Contains(member.Name) && member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                    {
                        member.Value.WriteTo(writer);
                    }
                    else
                    {
                        Write(writer, member.Value, member.Name is "value" or "properties" ? [] : shown);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, shown);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteStringValue(Value(element));
                break;
        }
    }

    private static string Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Length("text", element.GetString()!.Length), // a string has one
        JsonValueKind.Number => Length("number", element.GetRawText().Length),
        _ => "‹boolean›",
    };

    private static string? Xml(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('<'))
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var document = XDocument.Load(reader);
            document.DescendantNodes().Where(n => n is XComment or XProcessingInstruction).Remove();
            foreach (var node in document.DescendantNodes().OfType<XText>().ToList())
            {
                node.ReplaceWith(new XText(Length("text", node.Value.Length)));
            }

            foreach (var attribute in document.Descendants().Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                attribute.Value = Length("text", attribute.Value.Length);
            }

            return document.ToString();
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? Form(string text) => FormBody().IsMatch(text)
        ? string.Join('&', text.Split('&').Select(pair =>
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            return $"{Name(Decode(pair[..equals]))}={Length("text", Decode(pair[(equals + 1)..]).Length)}";
        }))
        : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// <summary>A member's name may itself be someone's address or number, where a payload is keyed by them.</summary>
    private static string Name(string name) => PlainName().IsMatch(name) ? name : Length("name", name.Length);

    private static string Length(string type, int length) => string.Create(CultureInfo.InvariantCulture, $"‹{type} {length}›");

    private static string? Utf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;

    [GeneratedRegex(@"^[\p{L}_$@][\p{L}\d_$.:\-\[\] ]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^[^\s=&<>{}""]+=[^\s=&<>{}""]*(&[^\s=&<>{}""]+=[^\s=&<>{}""]*)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex FormBody();
}
