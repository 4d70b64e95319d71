using System.Text.Json;

namespace ServerlessCdi.Connectors;

/// <summary>
/// Reads one object of a configuration file member by member, adding every mistake to the errors it was given. What was
/// never asked for is unknown, and <see cref="Done"/> says so with the nearest name that is known.
/// </summary>
public sealed class ConfigObject
{
    private readonly JsonElement _element;
    private readonly ConfigErrors _errors;
    private readonly List<string> _known = [];

    /// <param name="element">The object; undefined where the file has none, which reads as an empty one.</param>
    /// <param name="path">Its JSON path within the file, such as <c>$.options</c>.</param>
    public ConfigObject(JsonElement element, string path, ConfigErrors errors)
    {
        _errors = errors;
        Path = path;
        IsObject = element.ValueKind == JsonValueKind.Object;
        _element = element;
        if (!IsObject && element.ValueKind != JsonValueKind.Undefined)
        {
            errors.Add(path, $"must be an object, not {Name(element)}");
        }
    }

    public string Path { get; }

    /// <summary>False where the file has something else here (reported already) or nothing.</summary>
    public bool IsObject { get; }

    public IEnumerable<JsonProperty> Members => IsObject ? _element.EnumerateObject() : [];

    public string PathOf(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-')
        ? $"{Path}.{name}"
        : $"{Path}['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";

    public void Error(string name, string message) => _errors.Add(PathOf(name), message);

    /// <summary>The member as it is, or undefined; from now on it is known.</summary>
    public JsonElement Raw(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }

        return IsObject && _element.TryGetProperty(name, out var value) ? value : default;
    }

    /// <summary>The member where it has the wanted kind; undefined where it is absent or was reported.</summary>
    public JsonElement Raw(string name, JsonValueKind kind, bool required = false)
    {
        var value = Raw(name);
        if (value.ValueKind == kind)
        {
            return value;
        }

        if (value.ValueKind != JsonValueKind.Undefined)
        {
            Error(name, $"must be {Name(kind)}, not {Name(value)}");
        }
        else if (required && IsObject)
        {
            Error(name, $"is missing: it must be {Name(kind)}");
        }

        return default;
    }

    /// <summary>The member's text, or null where it is absent, empty or not text.</summary>
    public string? Text(string name, bool required = false)
    {
        var value = Raw(name, JsonValueKind.String, required);
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = value.GetString()!;
        if (text.Length == 0)
        {
            Error(name, "must not be empty");
            return null;
        }

        return text;
    }

    /// <summary>The member's text where it is one of <paramref name="allowed"/>, otherwise null.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var text = Text(name);
        if (text is null || allowed.Contains(text))
        {
            return text;
        }

        Error(name, $"must be one of: {string.Join(", ", allowed)}{NearestName.Suggest(text, allowed.ToArray())}");
        return null;
    }

    public bool Flag(string name, bool otherwise)
    {
        var value = Raw(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Undefined:
                return otherwise;
            default:
                Error(name, $"must be true or false, not {Name(value)}");
                return otherwise;
        }
    }

    /// <summary>A whole number between the bounds, both included.</summary>
    /// <param name="otherwise">What an absent member means; null makes the member required.</param>
    public int Whole(string name, int? otherwise, int min, int max)
    {
        var value = Raw(name, JsonValueKind.Number, required: otherwise is null);
        if (value.ValueKind != JsonValueKind.Number)
        {
            return otherwise ?? min;
        }

        if (value.TryGetDecimal(out var number) && decimal.Truncate(number) == number && number >= min && number <= max)
        {
            return (int)number;
        }

        Error(name, $"must be a whole number from {min} to {max}");
        return otherwise ?? min;
    }

    /// <summary>A list of distinct texts that are not empty; empty where the member is absent.</summary>
    /// <param name="atLeast">Fewest items; above 0 makes the member required.</param>
    /// <param name="mistake">What is wrong with an item, or null.</param>
    public IReadOnlyList<string> Texts(string name, int atLeast = 0, Func<string, string?>? mistake = null)
    {
        var value = Raw(name, JsonValueKind.Array, required: atLeast > 0);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        if (value.GetArrayLength() < atLeast)
        {
            Error(name, $"must have at least {atLeast} item{(atLeast == 1 ? "" : "s")}");
        }

        var items = new List<string>();
        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            var at = $"{PathOf(name)}[{index}]";
            var text = item.ValueKind == JsonValueKind.String ? item.GetString() : null;
            var wrong = text switch
            {
                null => $"must be text, not {Name(item)}",
                "" => "must not be empty",
                _ when items.Contains(text) => "stands in the list already",
                _ => mistake?.Invoke(text),
            };
            if (wrong is null)
            {
                items.Add(text!);
            }
            else
            {
                _errors.Add(at, wrong);
            }
        }

        return items;
    }

    /// <summary>The object under this name; one that <see cref="IsObject"/> denies where it is absent or something else.</summary>
    public ConfigObject Object(string name) => new(Raw(name), PathOf(name), _errors);

    /// <summary>A copy of the object under this name that outlives its file, or an empty object.</summary>
    public JsonElement Copy(string name)
    {
        var value = Raw(name, JsonValueKind.Object);
        return value.ValueKind == JsonValueKind.Object ? value.Clone() : Empty;
    }

    /// <summary>Reports every member that was never asked for.</summary>
    public void Done()
    {
        // An editor finds a file's schema by this member of its root.
        foreach (var member in Members.Where(m => !_known.Contains(m.Name) && !(Path == "$" && m.Name == "$schema")))
        {
            Error(member.Name, $"is not known here{NearestName.Suggest(member.Name, _known)} Known: {string.Join(", ", _known)}");
        }
    }

    private static JsonElement Empty { get; } = JsonElement.Parse("{}");

    private static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Null
        ? "null (leave the member out instead)"
        : Name(element.ValueKind);

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "nothing",
    };
}
