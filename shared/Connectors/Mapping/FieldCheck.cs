using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>What becomes of a value that fails its check.</summary>
internal enum CheckFailure
{
    /// <summary>The field is not taken; the rest of the change is.</summary>
    Drop,

    /// <summary>The whole change waits in quarantine.</summary>
    Reject,
}

/// <summary>
/// What a field's value must be after its transforms. A blank value passes: what is not said cannot be wrong. A reason
/// never holds the value, which may be personal.
/// </summary>
internal sealed class FieldCheck
{
    private readonly List<Func<MappedValue, string?>> _rules = [];

    private FieldCheck(CheckFailure onFailure) => OnFailure = onFailure;

    public CheckFailure OnFailure { get; }

    /// <summary>Reads <c>"check": {…}</c> of a field's entry; null where it is absent or has nothing to check (reported).</summary>
    /// <param name="config">The field's entry.</param>
    /// <param name="region">ISO 3166 country for phone numbers without a calling code, or null.</param>
    public static FieldCheck? Bind(ConfigObject config, ConfigErrors errors, string? region = null)
    {
        var element = config.Raw("check");
        if (element.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var own = new ConfigObject(element, config.PathOf("check"), errors);
        var check = new FieldCheck(own.OneOf("otherwise", "drop", "reject") == "reject" ? CheckFailure.Reject : CheckFailure.Drop);
        check.Add(CheckTypes.Bind(own, "type", region));
        check.Add(own.Flag("nonNegative", false) ? CheckBound.NonNegative : null);
        check.AddRange(CheckBound.Bind(own));
        check.AddLengths(own);
        check.Add(BindPattern(own));
        check.Add(BindOneOf(own));
        own.Done();
        if (own.IsObject && own.Members.All(m => m.Name == "otherwise"))
        {
            config.Error("check", "checks nothing: name a type, min, max, nonNegative, minLength, maxLength, pattern or oneOf");
        }

        return check._rules.Count == 0 ? null : check;
    }

    /// <returns>What is wrong, to be read after the field's name (<c>is negative</c>), or null.</returns>
    public string? Mistake(MappedValue value)
    {
        if (value.IsBlank)
        {
            return null;
        }

        foreach (var rule in _rules)
        {
            if (rule(value) is { } mistake)
            {
                return mistake;
            }
        }

        return null;
    }

    private void Add(Func<MappedValue, string?>? rule)
    {
        if (rule is not null)
        {
            _rules.Add(rule);
        }
    }

    private void AddRange(IEnumerable<Func<MappedValue, string?>> rules) => _rules.AddRange(rules);

    private void AddLengths(ConfigObject config)
    {
        const int Longest = 1_000_000;
        var min = config.Whole("minLength", 0, 0, Longest);
        var max = config.Whole("maxLength", Longest, 0, Longest);
        if (min > max)
        {
            config.Error("maxLength", "must not be less than minLength");
        }

        if (min > 0)
        {
            Add(value => value.Scalar is { } text && text.Length >= min ? null : $"has fewer than {min.ToString(CultureInfo.InvariantCulture)} characters");
        }

        if (max < Longest)
        {
            Add(value => value.Scalar is { } text && text.Length <= max ? null : $"has more than {max.ToString(CultureInfo.InvariantCulture)} characters");
        }
    }

    private static Func<MappedValue, string?>? BindPattern(ConfigObject config)
    {
        if (config.Text("pattern") is not { } pattern)
        {
            return null;
        }

        if (CheckPattern.Parse(pattern) is not { } regex)
        {
            config.Error("pattern", "is no regular expression that .NET reads");
            return null;
        }

        return value => CheckPattern.Mistake(regex, value.Scalar);
    }

    private static Func<MappedValue, string?>? BindOneOf(ConfigObject config)
    {
        var list = config.Raw("oneOf", JsonValueKind.Array);
        if (list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        if (list.GetArrayLength() == 0 || list.EnumerateArray().Any(e => e.ValueKind is JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
        {
            config.Error("oneOf", "must be a list of texts, numbers or truth values");
            return null;
        }

        var allowed = list.EnumerateArray().Select(e => FieldValue.FromJson(e).Json).ToFrozenSet(StringComparer.Ordinal);
        return value => allowed.Contains(value.ToField().Json) ? null : "is none of the values allowed";
    }
}
