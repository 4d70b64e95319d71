using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Takes one part of a full name: <c>{"name": "last"}</c>, <c>{"name": {"part": "last", "surnames": 2}}</c>.</summary>
internal static class NameTransform
{
    private static readonly string[] Parts = ["first", "last", "middle", "prefix", "suffix"];

    public static Transform? Bind(TransformArgument argument)
    {
        var isObject = argument.Element.ValueKind == JsonValueKind.Object;
        var config = isObject ? argument.Object() : argument.Wrapped;
        var part = config.OneOf(isObject ? "part" : argument.Name, Parts);
        if (part is null)
        {
            if (!argument.Errors.All.Any(e => e.Path.StartsWith(argument.Path, StringComparison.Ordinal)))
            {
                argument.Errors.Add(argument.Path, $$"""needs a part: {"name": "first"}, or one of: {{string.Join(", ", Parts)}}""");
            }

            return null;
        }

        if (!isObject)
        {
            return Of(part, new(false, 1));
        }

        var style = new PersonNameStyle(config.OneOf("order", "given-first", "family-first") == "family-first", config.Whole("surnames", 1, 1, 2));
        config.Done();
        return Of(part, style);
    }

    private static Transform Of(string part, PersonNameStyle style) => value =>
    {
        if (value.IsBlank || value.Text is not { } text)
        {
            return value;
        }

        var name = PersonNameReader.Read(text, style);
        if (name.IsWhole)
        {
            return part is "first" or "last" ? value : MappedValue.Blank;
        }

        var found = part switch
        {
            "first" => name.First,
            "last" => name.Last,
            "middle" => name.Middle,
            "prefix" => name.Prefix,
            _ => name.Suffix,
        };
        return found is null ? MappedValue.Blank : MappedValue.Of(found);
    };
}
