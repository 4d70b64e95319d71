using System.Globalization;
using NCrontab;

namespace ServerlessCdi.Embedded.Functions.Timers;

/// <summary>When a timer is due: NCRONTAB with or without seconds, or a fixed interval. All in UTC.</summary>
internal sealed class TimerSchedule
{
    private const int Sample = 10;
    private readonly Func<DateTimeOffset, DateTimeOffset> _next;

    private TimerSchedule(string text, Func<DateTimeOffset, DateTimeOffset> next)
    {
        Text = text;
        _next = next;
    }

    public string Text { get; }

    /// <summary>The first occurrence after a moment.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _next(after);

    /// <exception cref="FormatException">The text is neither NCRONTAB nor a positive TimeSpan.</exception>
    public static TimerSchedule Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero ? new TimerSchedule(text, now => now + interval) : throw new FormatException("The interval must be positive.");
        }

        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 })
            ?? throw new FormatException("It must have six fields: second minute hour day month weekday.");
        return new TimerSchedule(text, now => new DateTimeOffset(cron.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero));
    }

    /// <summary>Whether two occurrences may lie less than a minute apart; such a schedule is never monitored.</summary>
    public bool IsSubMinute(DateTimeOffset now)
    {
        var at = Next(now);
        for (var i = 0; i < Sample; i++)
        {
            var following = Next(at);
            if (following - at < TimeSpan.FromMinutes(1))
            {
                return true;
            }

            at = following;
        }

        return false;
    }
}
