using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What a mapping gives a transform; each reader reports what is wrong and then returns nothing.</summary>
internal readonly record struct TransformArgument(string Name, JsonElement Element, string Path, string? Region, ConfigErrors Errors)
{
    /// <summary>The transform stands alone, as text.</summary>
    public bool IsMissing => Element.ValueKind == JsonValueKind.Undefined;

    /// <summary>An object whose one member, of the transform's name, is the argument.</summary>
    public ConfigObject Wrapped => new(IsMissing ? default : JsonElement.Parse($$"""{"{{Name}}":{{Element.GetRawText()}}}"""), Path, Errors);

    /// <summary>The argument, where it must be an object.</summary>
    public ConfigObject? Object(string example)
    {
        if (Element.ValueKind == JsonValueKind.Object)
        {
            return new(Element, $"{Path}.{Name}", Errors);
        }

        Errors.Add(Path, $"needs an object, such as {example}");
        return null;
    }

    public bool IsAbsent()
    {
        if (IsMissing)
        {
            return true;
        }

        Errors.Add(Path, $"\"{Name}\" takes no argument: write it as text");
        return false;
    }

    public MappedValue? Value()
    {
        if (Element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            return MappedValue.Of(FieldValue.FromJson(Element));
        }

        Errors.Add(Path, $$"""needs a value: {"{{Name}}": …}""");
        return null;
    }

    /// <summary>A text that may be white space, but not empty.</summary>
    public string? Text()
    {
        if (Element.ValueKind == JsonValueKind.String && Element.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        Errors.Add(Path, $$"""needs a text: {"{{Name}}": "…"}""");
        return null;
    }

    public int? Whole(int min, int max)
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Errors.Add(Path, $$"""needs a whole number from {{min}} to {{max}}: {"{{Name}}": {{max}}}""");
        return null;
    }

    /// <summary>The region of the source unless the argument names another.</summary>
    public (bool Ok, string? Region) OptionalRegion()
    {
        switch (Element.ValueKind)
        {
            case JsonValueKind.Undefined:
                return (true, Region);
            case JsonValueKind.String when Element.GetString() is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] own:
                return (true, own);
            default:
                Errors.Add(Path, "\"phone\" takes a country of ISO 3166 in two capital letters, such as GB");
                return (false, null);
        }
    }

    public char? OptionalDecimalPoint()
    {
        switch (Element.ValueKind)
        {
            case JsonValueKind.Undefined:
                return '.';
            case JsonValueKind.String when Element.GetString() is ['.' or ','] point:
                return point[0];
            default:
                Errors.Add(Path, "\"number\" takes the decimal point, \".\" or \",\"");
                return null;
        }
    }

    public Picklist? Picklist()
    {
        if (Element.ValueKind == JsonValueKind.Object && Element.GetPropertyCount() > 0)
        {
            return new(Element);
        }

        Errors.Add(Path, """needs a table: {"map": {"1": "gold", "*": "other"}}""");
        return null;
    }
}
