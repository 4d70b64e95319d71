using System.Globalization;
using ServerlessCdi.Connectors.Mapping.Codes;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Connectors.Mapping;

internal static class ValueTransforms
{
    private static readonly string[] Yes = ["true", "yes", "y", "on", "1", "t"];
    private static readonly string[] No = ["false", "no", "n", "off", "0", "f"];

    /// <summary>Reads <c>1,234.50</c>, or <c>1.234,50</c> where the decimal point is a comma. Groups of other than three digits are no number.</summary>
    public static Transform Number(char point)
    {
        var group = point == '.' ? ',' : '.';
        return value => value.Text is { } text && TryNumber(text, point, group, out var number) ? MappedValue.Of(FieldValue.Number(number)) : value;
    }

    /// <summary>Binds <c>"boolean"</c>, or <c>{"boolean": {"true": ["ja"], "false": ["nein"]}}</c>, which knows these words only.</summary>
    public static Transform? Boolean(TransformArgument argument)
    {
        if (argument.IsMissing)
        {
            return value => Meaning(value, Yes, No) is { } usual ? MappedValue.Of(FieldValue.Boolean(usual)) : value;
        }

        if (argument.Object("""{"boolean": {"true": ["ja"], "false": ["nein"]}}""") is not { } config)
        {
            return null;
        }

        var yes = config.Texts("true", atLeast: 1);
        var no = config.Texts("false", atLeast: 1, word => yes.Contains(word, StringComparer.OrdinalIgnoreCase) ? "means true already" : null);
        config.Done();
        if (yes.Count == 0 || no.Count == 0)
        {
            return null;
        }

        string[] trueWords = [.. yes.Select(w => w.Trim()), "true"];
        string[] falseWords = [.. no.Select(w => w.Trim()), "false"];
        return value => Meaning(value, trueWords, falseWords) is { } own ? MappedValue.Of(FieldValue.Boolean(own)) : value;
    }

    /// <summary>The opposite, where the source's flag means the reverse of the field: donotemail becomes may be emailed.</summary>
    public static MappedValue Not(MappedValue value) => Meaning(value, Yes, No) is { } flag ? MappedValue.Of(FieldValue.Boolean(!flag)) : value;

    public static MappedValue Country(MappedValue value)
    {
        if (value.Scalar is not { } text)
        {
            return value;
        }

        // A number has lost the zeros in front of its code.
        var name = value.Text is null ? text.PadLeft(3, '0') : text;
        return CountryCodes.TryFind(name, out var country) ? MappedValue.Of(country) : value;
    }

    public static MappedValue Language(MappedValue value) =>
        value.Text is { } text && LanguageCodes.TryFind(text, out var tag) ? MappedValue.Of(tag) : value;

    private static bool? Meaning(MappedValue value, string[] yes, string[] no)
    {
        if (value.Scalar?.Trim() is not { } text)
        {
            return null;
        }

        return yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? true : no.Contains(text, StringComparer.OrdinalIgnoreCase) ? false : null;
    }

    private static bool TryNumber(string text, char point, char group, out decimal number)
    {
        number = 0;
        text = text.Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var end = text.IndexOf(point, StringComparison.Ordinal);
        var whole = end < 0 ? text : text[..end];
        if (whole.Contains(group, StringComparison.Ordinal))
        {
            var groups = whole.TrimStart('-', '+').Split(group);
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3))
            {
                return false;
            }

            whole = whole.Replace(group.ToString(), "", StringComparison.Ordinal);
        }

        var plain = end < 0 ? whole : $"{whole}.{text[(end + 1)..]}";
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out number);
    }
}
