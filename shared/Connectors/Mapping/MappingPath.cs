using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A way to one value: <c>contact.emails[0].value</c> from the item, <c>$.account.id</c> from the whole payload,
/// <c>@</c> the item itself, <c>['a.b']</c> a name with characters of its own.
/// </summary>
internal sealed class MappingPath
{
    private readonly Step[] _steps;

    private MappingPath(string text, Step[] steps)
    {
        Text = text;
        _steps = steps;
        IsOfPayload = text.StartsWith('$');
    }

    public string Text { get; }

    /// <summary>It starts at the whole payload, so that every item of a batch finds the same value.</summary>
    public bool IsOfPayload { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out MappingPath? path)
    {
        path = null;
        var steps = new List<Step>();
        var rest = text.AsSpan(text is ['$' or '@', ..] ? 1 : 0);
        if (text.Length == 0 || (rest.Length < text.Length && rest is not (['.' or '[', ..] or [])))
        {
            return false;
        }

        var first = rest.Length == text.Length;
        while (rest.Length > 0)
        {
            if (!(rest[0] == '[' ? TryBracket(ref rest, steps) : TryName(ref rest, steps, first)))
            {
                return false;
            }

            first = false;
        }

        path = new(text, [.. steps]);
        return true;
    }

    /// <summary>The value, or undefined where the way ends before it.</summary>
    public JsonElement Find(JsonElement payload, JsonElement item)
    {
        var value = IsOfPayload ? payload : item;
        foreach (var step in _steps)
        {
            if (step.Name is { } name)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    return default;
                }
            }
            else if (value.ValueKind == JsonValueKind.Array && step.Index < value.GetArrayLength())
            {
                value = value[step.Index];
            }
            else
            {
                return default;
            }
        }

        return value;
    }

    public override string ToString() => Text;

    private static bool TryName(ref ReadOnlySpan<char> rest, List<Step> steps, bool first)
    {
        if (!first && rest[0] != '.')
        {
            return false;
        }

        rest = first ? rest : rest[1..];
        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        if (name.IsEmpty || name.ContainsAny(']', '\'', '"') || name.Contains('*') || name.Trim().Length != name.Length)
        {
            return false;
        }

        steps.Add(new(Encoding.UTF8.GetBytes(name.ToString()), 0));
        rest = rest[name.Length..];
        return true;
    }

    private static bool TryBracket(ref ReadOnlySpan<char> rest, List<Step> steps)
    {
        var quote = rest.Length > 1 && rest[1] is '\'' or '"' ? rest[1] : '\0';
        var end = quote == 0 ? rest.IndexOf(']') : rest[2..].IndexOf([quote, ']']);
        if (end < 0)
        {
            return false;
        }

        var content = quote == 0 ? rest[1..end] : rest.Slice(2, end);
        rest = quote == 0 ? rest[(end + 1)..] : rest[(end + 4)..];
        if (quote != 0)
        {
            steps.Add(new(Encoding.UTF8.GetBytes(content.ToString()), 0));
            return !content.IsEmpty;
        }

        var ok = int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        steps.Add(new(null, index));
        return ok;
    }

    private readonly record struct Step(byte[]? Name, int Index);
}
