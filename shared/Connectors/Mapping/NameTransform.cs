using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>Takes one part of a full name: <c>{"name": "last"}</c>, <c>{"name": {"part": "last", "surnames": 2}}</c>.</summary>
internal static class NameTransform
{
    private static readonly string[] Parts = ["first", "last", "middle", "prefix", "suffix"];

    public static Transform? Bind(TransformArgument argument)
    {
        if (argument.Element.ValueKind == JsonValueKind.String)
        {
            return argument.Wrapped.OneOf(argument.Name, Parts) is { } only ? Of(only, new(false, 1)) : null;
        }

        if (argument.Object("""{"name": {"part": "last", "surnames": 2}}, or {"name": "first"}""") is not { } config)
        {
            return null;
        }

        config.Text("part", required: true);
        var part = config.OneOf("part", Parts);
        var style = new PersonNameStyle(config.OneOf("order", "given-first", "family-first") == "family-first", config.Whole("surnames", 1, 1, 2));
        config.Done();
        return part is null ? null : Of(part, style);
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
