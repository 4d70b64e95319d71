using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessCdi.Cli;

/// <summary>Reads an answer leniently: what is absent or of another type is null, and is shown as nothing.</summary>
internal static class JsonReading
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The member as text: a string itself, null for absent and null, any other value as JSON.</summary>
    public static string? Text(this JsonNode? node, string member) => AsText((node as JsonObject)?[member]);

    public static string? AsText(this JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(Compact),
    };

    public static IEnumerable<JsonNode> Items(this JsonNode? node, string member) =>
        ((node as JsonObject)?[member] as JsonArray)?.OfType<JsonNode>() ?? [];

    /// <summary>The members of an object within the answer, in its order.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Members(this JsonNode? node, string member) =>
        ((node as JsonObject)?[member] as JsonObject)?.Select(m => (m.Key, m.Value)) ?? [];

    public static string ToIndentedJson(this JsonNode node) => node.ToJsonString(Indented);
}
