using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>
/// A way to a value: <c>contact.emails[0].value</c> from the item, <c>$.account.id</c> from the whole payload,
/// <c>@</c> the item itself, <c>['a.b']</c> a name with characters of its own, <c>emails[primary=true].value</c> the first
/// of a list whose member says so, <c>emails[*].value</c> every one.
/// </summary>
internal sealed class MappingPath
{
    private readonly Step[] _steps;
    private int _slot = -1;

    private MappingPath(string text, Step[] steps)
    {
        Text = text;
        _steps = steps;
        IsOfPayload = text.StartsWith('$');
    }

    public string Text { get; }

    /// <summary>It starts at the whole payload, so that every item of a batch finds the same value.</summary>
    public bool IsOfPayload { get; }

    /// <summary>The member of the item where the way begins, or null where it begins elsewhere.</summary>
    public byte[]? FirstMember => IsOfPayload || _steps.Length == 0 || _steps[0].Wanted is not null ? null : _steps[0].Name;

    /// <summary>From now on the way begins at this slot of items that come with slots.</summary>
    public void StartAt(int slot) => _slot = slot;

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

    /// <summary>The value, or undefined where the way ends before it. Where it leads to several: the first that is not null.</summary>
    public JsonElement Find(in MappingItem item)
    {
        var walk = new Walk(_steps, null);
        walk.Go(Start(item, out var step), step);
        return walk.First;
    }

    /// <summary>Every value that the way leads to.</summary>
    public void FindAll(in MappingItem item, List<JsonElement> found) => new Walk(_steps, found).Go(Start(item, out var step), step);

    public override string ToString() => Text;

    private JsonElement Start(in MappingItem item, out int step)
    {
        step = 0;
        if (IsOfPayload)
        {
            return item.Payload;
        }

        if (_slot < 0 || item.Slots is not { } slots)
        {
            return item.Element;
        }

        step = 1;
        return slots[_slot];
    }

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

        steps.Add(new(Encoding.UTF8.GetBytes(name.ToString())));
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
            steps.Add(new(Encoding.UTF8.GetBytes(content.ToString())));
            return !content.IsEmpty;
        }

        return TrySelect(content, steps);
    }

    private static bool TrySelect(ReadOnlySpan<char> content, List<Step> steps)
    {
        if (content is "*")
        {
            steps.Add(new(null, Every: true));
            return true;
        }

        var equals = content.IndexOf('=');
        if (equals > 0)
        {
            steps.Add(new(Encoding.UTF8.GetBytes(content[..equals].ToString()), Wanted: content[(equals + 1)..].ToString()));
            return true;
        }

        var ok = int.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        steps.Add(new(null, index));
        return ok;
    }

    /// <param name="Wanted">Take the elements of a list whose member <paramref name="Name"/> has this value.</param>
    private readonly record struct Step(byte[]? Name, int Index = 0, bool Every = false, string? Wanted = null);

    private ref struct Walk(Step[] steps, List<JsonElement>? all)
    {
        public JsonElement First;

        /// <returns>True where no further value is wanted.</returns>
        public bool Go(JsonElement value, int step)
        {
            for (; step < steps.Length; step++)
            {
                ref var now = ref steps[step];
                if (now.Every || now.Wanted is not null)
                {
                    return GoEach(value, now, step + 1);
                }

                if (now.Name is { } name)
                {
                    if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                    {
                        return false;
                    }
                }
                else if (value.ValueKind == JsonValueKind.Array && now.Index < value.GetArrayLength())
                {
                    value = value[now.Index];
                }
                else
                {
                    return false;
                }
            }

            return Arrive(value);
        }

        private bool GoEach(JsonElement list, in Step select, int next)
        {
            if (list.ValueKind != JsonValueKind.Array)
            {
                return false;
            }

            foreach (var element in list.EnumerateArray())
            {
                if ((select.Every || IsWanted(element, select)) && Go(element, next))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsWanted(JsonElement element, in Step select) =>
            element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(select.Name, out var member)
            && string.Equals(MappedValue.Of(member).Scalar, select.Wanted, StringComparison.OrdinalIgnoreCase);

        private bool Arrive(JsonElement value)
        {
            if (all is not null)
            {
                all.Add(value);
                return false;
            }

            First = First.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? value : First;
            return First.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
        }
    }
}
