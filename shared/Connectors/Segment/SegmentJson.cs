using System.Text.Json;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>Takes members out of a call whatever they turn out to be.</summary>
internal static class SegmentJson
{
    /// <summary>The member where it is an object; undefined otherwise.</summary>
    public static JsonElement Object(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value
            : default;

    /// <summary>The items of the member where it is an array; none otherwise.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];

    /// <summary>Text, or a number as it is written (ids are often numbers); null for anything else and for blank text.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Is the member there, and neither null nor an object?</summary>
    public static bool IsNoObject(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null);

    public static bool IsDeeperThan(this JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Object => depth == 0 || element.EnumerateObject().Any(m => m.Value.IsDeeperThan(depth - 1)),
        JsonValueKind.Array => depth == 0 || element.EnumerateArray().Any(i => i.IsDeeperThan(depth - 1)),
        _ => false,
    };
}
