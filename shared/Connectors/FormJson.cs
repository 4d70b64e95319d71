using System.Buffers;
using System.Text.Json;

namespace ServerlessCdi.Connectors;

/// <summary>
/// Writes a form's fields as JSON, so that forms are read by the same tables as everything else: <c>data[merges][FNAME]=Ada</c>
/// becomes <c>{"data": {"merges": {"FNAME": "Ada"}}}</c>. A list such as <c>a[0][b]</c> becomes an object with numbers for names.
/// </summary>
internal static class FormJson
{
    private const int MaxDepth = 16;

    /// <returns>Null where two fields contradict each other, or one stands there twice.</returns>
    public static ReadOnlyMemory<byte>? Of(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var root = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            if (!Put(root, Steps(name), value))
            {
                return null;
            }
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, root);
        }

        return buffer.WrittenMemory;
    }

    private static List<string> Steps(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open < 1 || !name.EndsWith(']'))
        {
            return [name];
        }

        return [name[..open], .. name[(open + 1)..^1].Split("][")];
    }

    private static bool Put(Dictionary<string, object> into, List<string> steps, string value)
    {
        if (steps.Count > MaxDepth)
        {
            return false;
        }

        foreach (var step in steps.Take(steps.Count - 1))
        {
            if (!into.TryGetValue(step, out var next))
            {
                into[step] = next = new Dictionary<string, object>(StringComparer.Ordinal);
            }

            if (next is not Dictionary<string, object> deeper)
            {
                return false;
            }

            into = deeper;
        }

        return into.TryAdd(steps[^1], value);
    }

    private static void Write(Utf8JsonWriter writer, Dictionary<string, object> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            if (value is Dictionary<string, object> deeper)
            {
                Write(writer, deeper);
            }
            else
            {
                writer.WriteStringValue((string)value);
            }
        }

        writer.WriteEndObject();
    }
}
