using System.Globalization;
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

    public static MappedValue Boolean(MappedValue value)
    {
        if (value.Scalar?.Trim() is not { } text)
        {
            return value;
        }

        return Yes.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? MappedValue.Of(FieldValue.True)
            : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? MappedValue.Of(FieldValue.False) : value;
    }

    /// <summary>To ISO 8601: a day where the payload says no more, otherwise a moment in UTC.</summary>
    public static Transform Date(TimeFormat format) => value =>
    {
        if (!format.TryRead(value, out var time))
        {
            return value;
        }

        var isDay = format.IsDay || (ReferenceEquals(format, TimeFormat.OfIso) && value.Scalar!.Trim().Length == 10);
        return MappedValue.Of(time.UtcDateTime.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    };

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
