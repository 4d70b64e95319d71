using System.Text;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// What of an event goes to the timeline, chosen member by member: whatever else a payload holds, tokens among it, stays out.
/// Texts are cut, and a structure is never taken.
/// </summary>
internal sealed class EventProperties
{
    private const int MaxTextLength = 500;
    private const int MaxItems = 50;

    private readonly SortedDictionary<string, FieldValue> _chosen = new(StringComparer.Ordinal);

    /// <summary>A plain value, or the plain values of a list; nothing where it is blank or a structure.</summary>
    public EventProperties Add(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Put(name, Plain(value));
        }

        var items = value.EnumerateArray().Select(Plain).Where(item => !item.IsNull).Take(MaxItems).Select(item => item.Json).ToList();
        return Put(name, items.Count == 0 ? FieldValue.Null : FieldValue.FromCanonical($"[{string.Join(',', items)}]"));
    }

    public EventProperties Add(string name, string? text) => Put(name, Text(text));

    /// <summary>The members of these names, each under the name that it has here.</summary>
    public EventProperties Add(JsonElement from, IEnumerable<(string Name, string Member)> chosen)
    {
        if (from.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, member) in chosen)
            {
                Add(name, from.TryGetProperty(member, out var value) ? value : default);
            }
        }

        return this;
    }

    /// <summary>A link without its query and fragment, which often carry tokens and addresses; where it leads is enough.</summary>
    public EventProperties Link(string name, string? url) => Put(name, Text(url?.IndexOfAny(['?', '#']) is >= 0 and var end ? url[..end] : url));

    public FieldValue ToValue()
    {
        var json = new StringBuilder("{");
        foreach (var (name, value) in _chosen)
        {
            json.Append(json.Length == 1 ? "" : ",").Append(FieldValue.Text(name).Json).Append(':').Append(value.Json);
        }

        return FieldValue.FromCanonical(json.Append('}').ToString());
    }

    private EventProperties Put(string name, FieldValue value)
    {
        if (!value.IsNull)
        {
            _chosen[name] = value;
        }

        return this;
    }

    private static FieldValue Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => FieldValue.FromJson(value),
        _ => FieldValue.Null,
    };

    private static FieldValue Text(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return FieldValue.Null;
        }

        if (text.Length <= MaxTextLength)
        {
            return FieldValue.Text(text);
        }

        // No surrogate pair is torn apart.
        return FieldValue.Text(text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)]);
    }
}
