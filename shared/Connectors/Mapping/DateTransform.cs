using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>To ISO 8601: a day where the payload says no more, otherwise a moment in UTC.</summary>
internal static class DateTransform
{
    public static Transform? Bind(TransformArgument argument)
    {
        if (argument.IsMissing)
        {
            return Of(TimeFormat.OfIso, null);
        }

        if (argument.Element.ValueKind is JsonValueKind.String or JsonValueKind.Array)
        {
            return TimeFormat.Bind(argument.Wrapped, argument.Name) is { } plain ? Of(plain, null) : null;
        }

        if (argument.Object("""{"date": {"format": "dd/MM/yyyy HH:mm", "zone": "Europe/London"}}""") is not { } config)
        {
            return null;
        }

        var format = TimeFormat.Bind(config, "format", "zone");
        var to = config.OneOf("to", "day", "moment");
        config.Done();
        return format is null ? null : Of(format, to);
    }

    private static Transform Of(TimeFormat format, string? to) => value =>
    {
        if (!format.TryReadTime(value, out var time))
        {
            return value;
        }

        return MappedValue.Of(to == "day" || (to is null && time.Day is not null)
            ? format.DayOf(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.Moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    };
}
