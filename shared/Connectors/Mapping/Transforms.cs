using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>One step from a payload's value to a field's. A value that it cannot read passes as it came.</summary>
internal delegate MappedValue Transform(MappedValue value);

/// <summary>
/// The transforms that a mapping may name, as text (<c>"trim"</c>) or with an argument (<c>{"date": "dd/MM/yyyy"}</c>).
/// A new one is one line of the table.
/// </summary>
internal static class Transforms
{
    private static readonly Transform DropIt = static _ => MappedValue.Absent;

    private static readonly FrozenDictionary<string, Func<TransformArgument, Transform?>> All =
        new Dictionary<string, Func<TransformArgument, Transform?>>(StringComparer.Ordinal)
        {
            ["trim"] = Plain(OnText(static text => text.Trim())),
            ["lower"] = Plain(OnText(static text => text.ToLowerInvariant())),
            ["upper"] = Plain(OnText(static text => text.ToUpperInvariant())),
            ["title"] = Plain(OnText(TextTransforms.Title)),
            ["digits"] = Plain(OnScalar(TextTransforms.Digits)),
            ["email"] = Plain(Normalised(Identifier.Email, null)),
            ["phone"] = static argument => argument.OptionalRegion() is var (ok, region) && ok ? Normalised(Identifier.Phone, region) : null,
            ["number"] = static argument => argument.OptionalDecimalPoint() is { } point ? ValueTransforms.Number(point) : null,
            ["boolean"] = ValueTransforms.Boolean,
            ["not"] = Plain(ValueTransforms.Not),
            ["date"] = DateTransform.Bind,
            ["name"] = NameTransform.Bind,
            ["money"] = MoneyTransform.Bind,
            ["currency"] = MoneyTransform.BindCurrency,
            ["country"] = Plain(ValueTransforms.Country),
            ["language"] = Plain(ValueTransforms.Language),
            ["split"] = TextTransforms.Split,
            ["list"] = TextTransforms.List,
            ["replace"] = TextTransforms.Replace,
            ["truncate"] = TextTransforms.Truncate,
            ["prefix"] = TextTransforms.Affix,
            ["suffix"] = TextTransforms.Affix,
            ["unescape"] = Plain(OnText(static text => WebUtility.HtmlDecode(text))),
            ["hash"] = Plain(TextTransforms.Hash),
            ["drop"] = static argument => argument.IsAbsent() ? DropIt : null,
            ["constant"] = static argument => argument.Value() is { } constant ? _ => constant : null,
            ["default"] = static argument => argument.Value() is { } otherwise ? value => value.IsBlank ? otherwise : value : null,
            ["map"] = static argument => argument.Picklist() is { } picklist ? value => picklist.Read(value) : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Names = [.. All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads <c>"transforms": […]</c>; mistakes are reported.</summary>
    public static Transform[] Bind(ConfigObject config, string? region, ConfigErrors errors)
    {
        var list = config.Raw("transforms", JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var transforms = new List<Transform>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            if (BindOne(element, $"{config.PathOf("transforms")}[{index}]", region, errors) is { } transform)
            {
                transforms.Add(transform);
            }
        }

        if (transforms.Count > 1 && transforms.Exists(IsDrop))
        {
            config.Error("transforms", "\"drop\" must stand alone: nothing is left for another transform");
        }

        return [.. transforms];
    }

    /// <summary>The value is never taken: it, and everything under its path, stays outside.</summary>
    public static bool IsDrop(Transform transform) => transform == DropIt;

    private static Transform? BindOne(JsonElement element, string path, string? region, ConfigErrors errors)
    {
        var name = element.ValueKind == JsonValueKind.String ? element.GetString()! : null;
        JsonElement argument = default;
        if (element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() == 1)
        {
            foreach (var member in element.EnumerateObject())
            {
                (name, argument) = (member.Name, member.Value);
            }
        }

        if (name is null)
        {
            errors.Add(path, """must be a transform's name, or an object of one member, such as {"date": "dd/MM/yyyy"}""");
            return null;
        }

        if (!All.TryGetValue(name, out var make))
        {
            errors.Add(path, $"\"{name}\" is no transform{NearestName.Suggest(name, Names)} Known: {string.Join(", ", Names)}");
            return null;
        }

        return make(new(name, argument, path, region, errors));
    }

    private static Func<TransformArgument, Transform?> Plain(Transform transform) => argument => argument.IsAbsent() ? transform : null;

    private static Transform OnText(Func<string, string> change) => value => value.Text is { } text ? MappedValue.Of(change(text)) : value;

    private static Transform OnScalar(Func<string, string> change) => value => value.Scalar is { } text ? MappedValue.Of(change(text)) : value;

    private static Transform Normalised(string type, string? region) => value =>
        value.Scalar is { } text && IdentifierRules.TryNormalise(type, text, region, out var identifier) ? MappedValue.Of(identifier.Value) : value;
}
