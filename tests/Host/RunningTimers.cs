using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Host;

public sealed class RunningTimers
{
    private readonly ManualTime _time = new();
    private readonly Channel<TimerInfo> _runs = Channel.CreateUnbounded<TimerInfo>();

    [Fact]
    public async Task A_timer_runs_at_its_time_and_not_before()
    {
        await using var host = await StartAsync<Hourly>();

        _time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.False(_runs.Reader.TryRead(out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        var run = await _runs.Reader.ReadAsync();

        Assert.False(run.IsPastDue);
        Assert.Equal(new DateTime(2026, 1, 1, 2, 0, 0, DateTimeKind.Utc), run.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task Missed_runs_become_one_late_run_at_the_next_start()
    {
        using var folder = new HostFolder();
        await using (await StartAsync<Hourly>(folder))
        {
            _time.Advance(TimeSpan.FromMinutes(60));
            await _runs.Reader.ReadAsync();
        }

        _time.Advance(TimeSpan.FromHours(5));
        await using var again = await StartAsync<Hourly>(folder);
        var late = await _runs.Reader.ReadAsync();

        Assert.True(late.IsPastDue);
        Assert.Equal(new DateTime(2026, 1, 1, 1, 0, 0, DateTimeKind.Utc), late.ScheduleStatus!.Last);
        Assert.False(_runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_first_run_missed_before_it_ever_came_is_late_too()
    {
        using var folder = new HostFolder();
        await using (await StartAsync<Hourly>(folder))
        {
            Assert.False(_runs.Reader.TryRead(out _));
        }

        _time.Advance(TimeSpan.FromMinutes(61));
        await using var again = await StartAsync<Hourly>(folder);

        Assert.True((await _runs.Reader.ReadAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_restart_in_time_misses_nothing_and_repeats_nothing()
    {
        using var folder = new HostFolder();
        await using (await StartAsync<Hourly>(folder))
        {
            _time.Advance(TimeSpan.FromMinutes(60));
            await _runs.Reader.ReadAsync();
        }

        _time.Advance(TimeSpan.FromMinutes(30));
        await using var again = await StartAsync<Hourly>(folder);

        Assert.False(_runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_schedule_below_a_minute_is_not_monitored()
    {
        using var folder = new HostFolder();
        await using (await StartAsync<Often>(folder))
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.Null((await _runs.Reader.ReadAsync()).ScheduleStatus);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var again = await StartAsync<Often>(folder);

        Assert.False(_runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task RunOnStartup_runs_at_once_and_is_not_late()
    {
        await using var host = await StartAsync<AtStart>();

        Assert.False((await _runs.Reader.ReadAsync()).IsPastDue);
    }

    [Fact]
    public async Task Runs_never_overlap_and_what_a_long_run_sits_through_is_skipped()
    {
        var gate = new TaskCompletionSource();
        await using var host = await StartAsync<Slow>(services: s => s.AddSingleton(gate));

        _time.Advance(TimeSpan.FromMinutes(60));
        await _runs.Reader.ReadAsync();
        _time.Advance(TimeSpan.FromHours(3));
        Assert.False(_runs.Reader.TryRead(out _));
        gate.SetResult();
        Assert.False(_runs.Reader.TryRead(out _));
        _time.Advance(TimeSpan.FromHours(1));
        await _runs.Reader.ReadAsync();

        Assert.False(_runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_run_that_throws_still_moves_the_schedule_on()
    {
        using var folder = new HostFolder();
        await using (await StartAsync<Failing>(folder))
        {
            _time.Advance(TimeSpan.FromMinutes(60));
            await _runs.Reader.ReadAsync();
        }

        await using var again = await StartAsync<Failing>(folder);

        Assert.False(_runs.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_retry_attribute_repeats_a_failed_run_after_its_delay_and_gives_up_in_the_end()
    {
        await using var host = await StartAsync<Retried>();

        _time.Advance(TimeSpan.FromMinutes(60));
        await _runs.Reader.ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(_runs.Reader.TryRead(out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _runs.Reader.ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        await _runs.Reader.ReadAsync();
        _time.Advance(TimeSpan.FromMinutes(30));

        Assert.False(_runs.Reader.TryRead(out _));
        Assert.Equal([0, 1, 2], Retried.Seen(host));
    }

    [Fact]
    public void An_exponential_retry_doubles_up_to_its_maximum()
    {
        var retry = new ExponentialBackoffRetryAttribute(5, "00:00:04", "00:00:30");

        Assert.Equal([4, 8, 16, 30, 30], Enumerable.Range(1, 5).Select(n => retry.Delay(n).TotalSeconds));
    }

    [Fact]
    public async Task The_schedule_may_come_from_a_setting_and_may_be_an_interval()
    {
        await using var host = await StartAsync<FromSetting>(variables: new() { ["Sweep__Every"] = "00:10:00" });

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.False((await _runs.Reader.ReadAsync()).IsPastDue);
    }

    [Fact]
    public async Task A_stop_cancels_the_run_and_waits_for_it()
    {
        var gate = new TaskCompletionSource();
        var host = await StartAsync<Cancelled>(services: s => s.AddSingleton(gate));
        _time.Advance(TimeSpan.FromMinutes(60));
        await _runs.Reader.ReadAsync();

        await host.StopAsync();

        Assert.True(gate.Task.IsCompletedSuccessfully);
        await host.DisposeAsync();
    }

    private Task<RunningHost> StartAsync<T>(
        HostFolder? folder = null,
        Action<IServiceCollection>? services = null,
        Dictionary<string, string?>? variables = null) => RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(T)],
            Folder = folder,
            Time = _time,
            Variables = variables ?? [],
            Configure = b =>
            {
                b.Services.AddSingleton(_runs.Writer);
                b.Services.AddSingleton<List<int>>();
                services?.Invoke(b.Services);
            },
        });

    internal sealed class Hourly(ChannelWriter<TimerInfo> runs)
    {
        [Function("hourly")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer) => runs.TryWrite(timer);
    }

    internal sealed class Often(ChannelWriter<TimerInfo> runs)
    {
        [Function("often")]
        public void Run([TimerTrigger("*/10 * * * * *")] TimerInfo timer) => runs.TryWrite(timer);
    }

    internal sealed class AtStart(ChannelWriter<TimerInfo> runs)
    {
        [Function("atStart")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer) => runs.TryWrite(timer);
    }

    internal sealed class Slow(ChannelWriter<TimerInfo> runs, TaskCompletionSource gate)
    {
        [Function("slow")]
        public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            runs.TryWrite(timer);
            await gate.Task;
        }
    }

    internal sealed class Failing(ChannelWriter<TimerInfo> runs)
    {
        [Function("failing")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer)
        {
            runs.TryWrite(timer);
            throw new InvalidOperationException("This run fails.");
        }
    }

    internal sealed class Retried(ChannelWriter<TimerInfo> runs, List<int> seen)
    {
        public static IEnumerable<int> Seen(RunningHost host) => host.Services.GetRequiredService<List<int>>();

        [Function("retried")]
        [FixedDelayRetry(2, "00:00:10")]
        public void Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, FunctionContext context)
        {
            seen.Add(context.RetryContext.RetryCount);
            runs.TryWrite(timer);
            throw new InvalidOperationException("This run fails.");
        }
    }

    internal sealed class FromSetting(ChannelWriter<TimerInfo> runs)
    {
        [Function("fromSetting")]
        public void Run([TimerTrigger("%Sweep__Every%")] TimerInfo timer) => runs.TryWrite(timer);
    }

    internal sealed class Cancelled(ChannelWriter<TimerInfo> runs, TaskCompletionSource gate)
    {
        [Function("cancelled")]
        public async Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            runs.TryWrite(timer);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(_ => gate.SetResult(), TaskScheduler.Default);
        }
    }
}
