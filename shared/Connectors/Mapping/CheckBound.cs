using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>The least and the greatest that a number, or a time in ISO 8601, may be; both are allowed themselves.</summary>
internal static class CheckBound
{
    public static readonly Func<MappedValue, string?> NonNegative = static value =>
        Number(value) is { } number ? number < 0 ? "is negative" : null : "is no number";

    public static IEnumerable<Func<MappedValue, string?>> Bind(ConfigObject config)
    {
        var (min, max) = (Read(config, "min"), Read(config, "max"));
        if (min is { } least && max is { } most)
        {
            if (least.IsTime != most.IsTime)
            {
                config.Error("max", "must be of the same kind as min, both numbers or both times");
            }
            else if (least.Order > most.Order)
            {
                config.Error("max", "must not be less than min");
            }
        }

        return [.. min is null ? [] : new[] { Rule(min, -1) }, .. max is null ? [] : new[] { Rule(max, 1) }];
    }

    /// <summary>The value as a number, where it is one or a text that JSON would take for one.</summary>
    public static decimal? Number(MappedValue value)
    {
        const NumberStyles Json = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(value.Scalar?.Trim(), Json, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static Bound? Read(ConfigObject config, string name)
    {
        var value = config.Raw(name);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                return new(number, false, value.GetRawText());
            case JsonValueKind.String when TimeFormat.OfIso.TryRead(MappedValue.Of(value.GetString()!), out var time):
                return new(time.UtcTicks, true, value.GetString()!);
            default:
                config.Error(name, "must be a number, or a time in ISO 8601 such as 1900-01-01");
                return null;
        }
    }

    private static Func<MappedValue, string?> Rule(Bound bound, int side)
    {
        var beyond = (side < 0, bound.IsTime) switch
        {
            (true, false) => $"is less than {bound.Text}",
            (true, true) => $"is before {bound.Text}",
            (false, false) => $"is more than {bound.Text}",
            (false, true) => $"is after {bound.Text}",
        };
        return bound.IsTime
            ? value => !TimeFormat.OfIso.TryRead(value, out var time) ? "is no date" : decimal.Compare(time.UtcTicks, bound.Order) == side ? beyond : null
            : value => Number(value) is not { } number ? "is no number" : decimal.Compare(number, bound.Order) == side ? beyond : null;
    }

    /// <param name="Order">What is compared: the number, or the time's ticks.</param>
    private sealed record Bound(decimal Order, bool IsTime, string Text);
}
