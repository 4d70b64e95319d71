using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Discovery;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Timers;

/// <summary>
/// Runs a timer as the Functions host does: one run at a time, missed occurrences as one late run at start, and a failed run
/// is not repeated unless the function carries a retry attribute.
/// </summary>
internal sealed class TimerListener(FunctionDescriptor function, TimerSchedule schedule, TimerStore store, HostRuntime runtime) : IListener
{
    // The wait is cut up so that a machine that slept is late by a minute at most: timers do not count sleep.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly TimerTriggerAttribute _trigger = (TimerTriggerAttribute)function.Trigger;
    private readonly bool _monitored =
        ((TimerTriggerAttribute)function.Trigger).UseMonitor && !schedule.IsSubMinute(runtime.Time.GetUtcNow());

    public string Function => function.Name;

    public string Trigger => $"timerTrigger {schedule.Text}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pastDue = IsPastDue();
            if (pastDue || _trigger.RunOnStartup)
            {
                await RunOnceAsync(Now(), pastDue, cancellationToken);
            }

            while (!cancellationToken.IsCancellationRequested)
            {
                var due = schedule.Next(Now());
                await UntilAsync(due, cancellationToken);
                await RunOnceAsync(due, pastDue: false, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private DateTimeOffset Now() => runtime.Time.GetUtcNow();

    private bool IsPastDue()
    {
        if (!_monitored)
        {
            return false;
        }

        var now = Now();
        var known = store.Read(function.Name);
        if (known is null)
        {
            Save(new TimerState(null, schedule.Next(now), now));
            return false;
        }

        // Counted afresh from the last run, so that a schedule that was changed in between is judged by its new text.
        var pastDue = now > schedule.Next(known.Last ?? known.Updated);
        if (pastDue)
        {
            Log.TimerPastDue(runtime.Logger, function.Name);
        }

        return pastDue;
    }

    private async Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (due - Now() is var left && left > TimeSpan.Zero)
        {
            // Task.Delay drops fractions of a millisecond, which would make the last stretch a busy loop.
            var wait = left < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestWait;
            await Task.Delay(wait, runtime.Time, cancellationToken);
        }
    }

    private async Task RunOnceAsync(DateTimeOffset due, bool pastDue, CancellationToken cancellationToken)
    {
        var info = new TimerInfo { IsPastDue = pastDue, ScheduleStatus = _monitored ? Status(due) : null };
        await AttemptAsync(info, cancellationToken);
        if (_monitored)
        {
            Save(new TimerState(due, schedule.Next(due), Now()));
        }
    }

    private ScheduleStatus Status(DateTimeOffset due)
    {
        var known = store.Read(function.Name);
        return new ScheduleStatus
        {
            Last = known?.Last?.UtcDateTime ?? default,
            Next = schedule.Next(due).UtcDateTime,
            LastUpdated = (known?.Updated ?? due).UtcDateTime,
        };
    }

    private async Task AttemptAsync(TimerInfo info, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var retry = function.Retry is { } policy ? new InvocationContext.Attempt(attempt, policy.MaxRetryCount) : null;
            var failure = await runtime.RunAsync(
                function,
                (services, token) => new InvocationContext(function, services, token) { Timer = info, Retry = retry },
                cancellationToken);
            if (failure is null || function.Retry is not { } again || (again.MaxRetryCount >= 0 && attempt >= again.MaxRetryCount))
            {
                return;
            }

            var delay = again.Delay(attempt + 1);
            Log.TimerRetried(runtime.Logger, function.Name, attempt + 1, delay);
            await Task.Delay(delay, runtime.Time, cancellationToken);
        }
    }

    private void Save(TimerState state)
    {
        try
        {
            store.Save(function.Name, state);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.TimerUnsaved(runtime.Logger, function.Name, failure);
        }
    }
}
