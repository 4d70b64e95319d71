using System.Globalization;
using System.Text.Json;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>How a payload writes a time: <c>unix-ms</c>, <c>unix-s</c>, <c>iso</c>, or a .NET custom format in UTC unless it says otherwise.</summary>
internal sealed class TimeFormat
{
    public const string Iso = "iso";
    public const string UnixSeconds = "unix-s";
    public const string UnixMilliseconds = "unix-ms";

    private const decimal MaxUnixSeconds = 253402300799;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    private readonly string _format;

    private TimeFormat(string format)
    {
        _format = format;
        IsDay = format is not (Iso or UnixSeconds or UnixMilliseconds) && format.AsSpan().IndexOfAny('H', 'h', 't') < 0;
    }

    /// <summary>The format has no time of day.</summary>
    public bool IsDay { get; }

    public static TimeFormat OfIso { get; } = new(Iso);

    /// <summary>Reads the member; ISO where it is absent, null where it is wrong (reported).</summary>
    public static TimeFormat? Bind(ConfigObject config, string name)
    {
        var text = config.Raw(name).ValueKind == JsonValueKind.Undefined ? Iso : config.Text(name);
        if (text is null)
        {
            return null;
        }

        if (IsUsable(text))
        {
            return new(text);
        }

        config.Error(name, "must be unix-ms, unix-s, iso, or a .NET date format with year, month and day, such as dd/MM/yyyy HH:mm");
        return null;
    }

    public bool TryRead(MappedValue value, out DateTimeOffset time)
    {
        time = default;
        if (value.Scalar?.Trim() is not { Length: > 0 } text)
        {
            return false;
        }

        return _format switch
        {
            UnixSeconds => TryUnix(text, 1, out time),
            UnixMilliseconds => TryUnix(text, 1000, out time),
            Iso => text.Length >= 10 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out time),
            _ => DateTimeOffset.TryParseExact(text, _format, CultureInfo.InvariantCulture, Utc, out time),
        };
    }

    private static bool TryUnix(string text, int perSecond, out DateTimeOffset time)
    {
        time = default;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            || number / perSecond > MaxUnixSeconds)
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddTicks((long)(number * (TimeSpan.TicksPerSecond / perSecond)));
        return true;
    }

    private static bool IsUsable(string format)
    {
        if (format is Iso or UnixSeconds or UnixMilliseconds)
        {
            return true;
        }

        if (!format.Contains('y', StringComparison.Ordinal) || !format.Contains('M', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal))
        {
            return false;
        }

        // What the format writes it must be able to read back.
        var sample = new DateTimeOffset(2021, 10, 23, 14, 15, 16, TimeSpan.Zero);
        try
        {
            return DateTimeOffset.TryParseExact(sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, Utc, out var back)
                && back.Date == sample.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
