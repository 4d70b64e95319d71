using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Makes a flat row the structure that its headers speak of: <c>address.city</c>, <c>emails[0].value</c>.</summary>
internal sealed class RowShape
{
    private const string First = "[0]";

    private readonly Dictionary<string, RowShape> _members = new(StringComparer.Ordinal);
    private JsonElement _value;
    private bool _isList;

    /// <param name="pathOf">What a header is called here.</param>
    public static JsonElement Of(JsonElement row, Func<string, string> pathOf)
    {
        var root = new RowShape();
        foreach (var member in row.EnumerateObject())
        {
            var place = root;
            foreach (var name in Steps(pathOf(member.Name)))
            {
                place = place.Member(name);
            }

            // Of two headers for one place the first that is not blank counts.
            if (MappedValue.Of(place._value).IsBlank)
            {
                place._value = member.Value;
            }
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            root.Write(writer);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>A header that is no path, such as <c>No. of employees</c>, is one name.</summary>
    private static string[] Steps(string path) => path.Contains('.', StringComparison.Ordinal) && MappingPath.TryParse(path, out _) ? path.Split('.') : [path];

    private RowShape Member(string name)
    {
        var isList = name.EndsWith(First, StringComparison.Ordinal);
        var key = isList ? name[..^First.Length] : name;
        if (!_members.TryGetValue(key, out var member))
        {
            _members[key] = member = new();
        }

        member._isList |= isList;
        return member;
    }

    private void Write(Utf8JsonWriter writer)
    {
        if (_isList)
        {
            writer.WriteStartArray();
        }

        if (_members.Count > 0 || _value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in _members)
            {
                writer.WritePropertyName(name);
                member.Write(writer);
            }

            writer.WriteEndObject();
        }
        else
        {
            _value.WriteTo(writer);
        }

        if (_isList)
        {
            writer.WriteEndArray();
        }
    }
}
