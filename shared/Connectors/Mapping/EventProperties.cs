using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The particulars of an event that its reader has chosen. Events are never copied whole: they may hold tokens and links.</summary>
internal static class EventProperties
{
    public static FieldValue None { get; } = FieldValue.FromCanonical("{}");

    /// <summary>An object of those that are there and are not null.</summary>
    public static FieldValue Of(params ReadOnlySpan<(string Name, JsonElement Value)> chosen)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in chosen)
        {
            if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            {
                sorted[name] = FieldValue.FromJson(value).Json;
            }
        }

        if (sorted.Count == 0)
        {
            return None;
        }

        var text = new StringBuilder("{");
        foreach (var (name, json) in sorted)
        {
            text.Append(text.Length > 1 ? "," : "").Append(FieldValue.Text(name).Json).Append(':').Append(json);
        }

        return FieldValue.FromCanonical(text.Append('}').ToString());
    }
}
