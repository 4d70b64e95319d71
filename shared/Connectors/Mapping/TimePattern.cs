using System.Globalization;

namespace ServerlessCdi.Connectors.Mapping;

/// <summary>One way to write a time.</summary>
internal abstract class TimePattern
{
    public const string Iso = "iso";
    public const string UnixSeconds = "unix-s";
    public const string UnixMilliseconds = "unix-ms";

    /// <summary><c>/Date(1700000000000+0100)/</c>, as Dataverse and other systems of Microsoft write JSON.</summary>
    public const string Dataverse = "dataverse";

    public static readonly string[] Names = [UnixMilliseconds, UnixSeconds, Iso, Dataverse];

    /// <summary>Null for what is no format.</summary>
    public static TimePattern? Parse(string text) => text switch
    {
        Iso => new IsoTime(),
        UnixSeconds => new UnixTime(1),
        UnixMilliseconds => new UnixTime(1000),
        Dataverse => new WrappedUnixTime(),
        _ => CustomTime.IsUsable(text) ? new CustomTime(text) : null,
    };

    public abstract bool TryRead(string text, LocalZone? zone, out ReadTime time);

    private protected static bool TryUnix(ReadOnlySpan<char> text, int perSecond, out ReadTime time)
    {
        const decimal Earliest = -62135596800;
        const decimal Latest = 253402300799;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        time = default;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) || number / perSecond is < Earliest or > Latest)
        {
            return false;
        }

        time = new(DateTimeOffset.UnixEpoch.AddTicks((long)(number * (TimeSpan.TicksPerSecond / perSecond))), null);
        return true;
    }

    /// <summary>Makes a moment of what was read twice: with its offset, and as the clock shows it.</summary>
    private protected static bool TrySettle(DateTimeOffset universal, DateTime clock, bool isDay, LocalZone? zone, out ReadTime time)
    {
        var isLocal = clock.Kind == DateTimeKind.Unspecified;
        DateOnly? day = isDay ? DateOnly.FromDateTime(clock) : null;
        time = new(isLocal && zone is not null ? zone.ToMoment(clock) : universal.ToUniversalTime(), day);
        return true;
    }

    private sealed class UnixTime(int perSecond) : TimePattern
    {
        public override bool TryRead(string text, LocalZone? zone, out ReadTime time) => TryUnix(text, perSecond, out time);
    }

    private sealed class WrappedUnixTime : TimePattern
    {
        /// <summary>The milliseconds are UTC; the offset behind them only says where the writer was.</summary>
        public override bool TryRead(string text, LocalZone? zone, out ReadTime time)
        {
            time = default;
            var inner = text.AsSpan().Trim('/');
            if (!inner.StartsWith("Date(", StringComparison.Ordinal) || inner[^1] != ')')
            {
                return false;
            }

            inner = inner[5..^1];
            var offset = inner.LastIndexOfAny('+', '-');
            var isSound = offset < 1 || (inner.Length - offset == 5 && !inner[(offset + 1)..].ContainsAnyExceptInRange('0', '9'));
            return isSound && TryUnix(offset < 1 ? inner : inner[..offset], 1000, out time);
        }
    }

    private sealed class IsoTime : TimePattern
    {
        public override bool TryRead(string text, LocalZone? zone, out ReadTime time)
        {
            time = default;
            return text.Length >= 10 && text[4] == '-'
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles.Utc, out var universal)
                && DateTime.TryParse(text, CultureInfo.InvariantCulture, Styles.AsWritten, out var clock)
                && TrySettle(universal, clock, text.Length == 10, zone, out time);
        }
    }

    private sealed class CustomTime(string format) : TimePattern
    {
        private readonly bool _isDay = format.AsSpan().IndexOfAny('H', 'h', 't') < 0;

        /// <summary>A day of some year, which the format can read back from what it writes.</summary>
        public static bool IsUsable(string format)
        {
            if (!"yMd".All(c => format.Contains(c, StringComparison.Ordinal)))
            {
                return false;
            }

            var sample = new DateTimeOffset(2021, 10, 23, 14, 15, 16, TimeSpan.Zero);
            try
            {
                return DateTimeOffset.TryParseExact(sample.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, Styles.Utc, out var back)
                    && back.Date == sample.Date;
            }
            catch (FormatException)
            {
                return false;
            }
        }

        public override bool TryRead(string text, LocalZone? zone, out ReadTime time)
        {
            time = default;
            return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles.Utc, out var universal)
                && DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles.AsWritten, out var clock)
                && TrySettle(universal, clock, _isDay, zone, out time);
        }
    }

    private static class Styles
    {
        public const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

        /// <summary>Unspecified where the text has no offset.</summary>
        public const DateTimeStyles AsWritten = DateTimeStyles.RoundtripKind | DateTimeStyles.AllowWhiteSpaces;
    }
}
