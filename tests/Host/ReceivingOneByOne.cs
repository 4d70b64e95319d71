using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Tests.Host;

public sealed class ReceivingOneByOne
{
    private const int Limit = 30_000;

    [Fact(Timeout = Limit)]
    public async Task As_many_run_at_once_as_host_json_allows()
    {
        await using var bench = await QueueBench.CreateAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Probe.Behave = run => gate.Task.WaitAsync(run.Token);
        await bench.SendAsync("a", "b", "c", "d");
        await bench.StartAsync<Single>("\"maxConcurrentCalls\": 2");

        await bench.Probe.NextAsync();
        await bench.Probe.NextAsync();
        gate.SetResult();
        await bench.HoldsAsync(active: 0);

        Assert.Equal(2, bench.Probe.MostAtOnce);
    }

    [Fact(Timeout = Limit)]
    public async Task A_failure_is_delivered_again_at_once_and_dead_lettered_in_the_end()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.MaxDeliveryCount = 3);
        bench.Probe.Behave = _ => throw new InvalidOperationException("This run fails.");
        await bench.SendAsync("a");
        await bench.StartAsync<Single>();

        for (var delivery = 1; delivery <= 3; delivery++)
        {
            Assert.Equal(delivery, (await bench.Probe.NextAsync()).DeliveryCount);
        }

        await bench.HoldsAsync(active: 0, dead: 1);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_is_renewed_for_as_long_as_the_run_takes()
    {
        await using var bench = await QueueBench.CreateAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Probe.Behave = run => gate.Task.WaitAsync(run.Token);
        await bench.SendAsync("a");
        await bench.StartAsync<Single>();
        await bench.Probe.NextAsync();

        await HoldForThreeMinutesAsync(bench);
        gate.SetResult();
        await bench.HoldsAsync(active: 0);
        Assert.False(bench.Probe.HasNext);
    }

    [Fact(Timeout = Limit)]
    public async Task A_lock_is_not_renewed_past_the_longest_time_allowed()
    {
        await using var bench = await QueueBench.CreateAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Probe.Behave = run => run.DeliveryCount == 1 ? gate.Task.WaitAsync(run.Token) : Task.CompletedTask;
        await bench.SendAsync("a");
        await bench.StartAsync<Single>("\"maxAutoLockRenewalDuration\": \"00:00:20\"");
        await bench.Probe.NextAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(2, (await bench.Probe.NextAsync()).DeliveryCount);
        gate.SetResult();
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_is_served_in_order_and_sessions_beside_each_other()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Probe.Behave = run => gate.Task.WaitAsync(run.Token);
        await bench.SendToAsync("q", "one", "a1", "a2", "a3");
        await bench.SendToAsync("q", "two", "b1", "b2", "b3");
        await bench.StartAsync<BySession>("\"maxConcurrentSessions\": 4");

        var runs = new List<string> { (await bench.Probe.NextAsync()).Bodies, (await bench.Probe.NextAsync()).Bodies };
        Assert.Equal(["a1", "b1"], runs.Order());
        Assert.False(bench.Probe.HasNext);
        gate.SetResult();
        for (var i = 0; i < 4; i++)
        {
            runs.Add((await bench.Probe.NextAsync()).Bodies);
        }

        Assert.Equal(["a1", "a2", "a3"], runs.Where(r => r[0] == 'a'));
        Assert.Equal(["b1", "b2", "b3"], runs.Where(r => r[0] == 'b'));
        Assert.Equal(2, bench.Probe.MostAtOnce);
    }

    [Fact(Timeout = Limit)]
    public async Task No_more_sessions_are_held_than_host_json_allows()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        foreach (var session in (string[])["one", "two", "three"])
        {
            await bench.SendToAsync("q", session, session);
        }

        await bench.StartAsync<BySession>("\"maxConcurrentSessions\": 1");
        for (var i = 0; i < 3; i++)
        {
            await bench.Probe.NextAsync();
            await bench.Time.BeganAsync(TimeSpan.FromMilliseconds(50), times: 2);
            Assert.False(bench.Probe.HasNext);
            bench.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.Equal(1, bench.Probe.MostAtOnce);
    }

    [Fact(Timeout = Limit)]
    public async Task A_failed_message_of_a_session_comes_back_before_those_behind_it()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        bench.Probe.Behave = run => run.Bodies == "a" && run.DeliveryCount < 3
            ? throw new InvalidOperationException("This run fails.")
            : Task.CompletedTask;
        await bench.SendToAsync("q", "one", "a", "b");
        await bench.StartAsync<BySession>();

        var runs = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var run = await bench.Probe.NextAsync();
            runs.Add($"{run.Bodies}{run.DeliveryCount}");
        }

        Assert.Equal(["a1", "a2", "a3", "b1"], runs);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_lock_is_renewed_while_a_run_takes_long()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Probe.Behave = run => gate.Task.WaitAsync(run.Token);
        await bench.SendToAsync("q", "one", "a");
        await bench.StartAsync<BySession>();
        await bench.Probe.NextAsync();

        await HoldForThreeMinutesAsync(bench);
        gate.SetResult();
        await bench.HoldsAsync(active: 0);
        Assert.False(bench.Probe.HasNext);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_keeps_state_between_runs_and_may_be_given_back_early()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        var states = new List<string>();
        bench.Probe.Behave = async run =>
        {
            states.Add((await run.Session!.GetSessionStateAsync()).ToString());
            await run.Session.SetSessionStateAsync(BinaryData.FromString(run.Bodies));
            await run.Session.ReleaseSession();
        };
        await bench.SendToAsync("q", "one", "a", "b");
        await bench.StartAsync<BySession>();

        await bench.Probe.NextAsync();
        await bench.Probe.NextAsync();
        await bench.HoldsAsync(active: 0);

        Assert.Equal(["", "a"], states);
    }

    [Fact]
    public async Task A_queue_function_that_cannot_work_stops_the_host()
    {
        var error = await RunningHost.FailAsync(new HostSetup { Functions = [typeof(Faulty)] });

        Assert.Contains("4 fault(s)", error, StringComparison.Ordinal);
        Assert.Contains("Function onTopic listens to a topic", error, StringComparison.Ordinal);
        Assert.Contains("Function unconnected: its connection, the setting \"Nowhere\", is not set", error, StringComparison.Ordinal);
        Assert.Contains("Function oneOfMany has a parameter that the embedded host cannot bind: ServiceBusReceivedMessage message", error, StringComparison.Ordinal);
        Assert.Contains("Function noSession has a parameter that the embedded host cannot bind: ServiceBusSessionMessageActions session", error, StringComparison.Ordinal);
    }

    /// <summary>Three times as long as a lock lasts: each renewal is waited for, half a lock apart.</summary>
    private static async Task HoldForThreeMinutesAsync(QueueBench bench)
    {
        for (var renewal = 0; renewal < 6; renewal++)
        {
            await bench.Time.BeganAsync(TimeSpan.FromSeconds(30));
            bench.Time.Advance(TimeSpan.FromSeconds(30));
        }

        await bench.Time.BeganAsync(TimeSpan.FromSeconds(30));
    }

    internal sealed class Single(Probe probe)
    {
        [Function("single")]
        public Task Run(
            [ServiceBusTrigger("q", Connection = "ServiceBus")] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            FunctionContext context) => probe.RunAsync(new Probe.Run([message], actions, null, context.CancellationToken));
    }

    internal sealed class BySession(Probe probe)
    {
        [Function("bySession")]
        public Task Run(
            [ServiceBusTrigger("q", Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            ServiceBusSessionMessageActions session,
            CancellationToken cancellationToken) => probe.RunAsync(new Probe.Run([message], actions, session, cancellationToken));
    }

    internal static class Faulty
    {
        [Function("onTopic")]
        public static void OnTopic([ServiceBusTrigger("topic", "subscription", Connection = "ServiceBus")] ServiceBusReceivedMessage message)
        {
        }

        [Function("unconnected")]
        public static void Unconnected([ServiceBusTrigger("q", Connection = "Nowhere")] ServiceBusReceivedMessage message)
        {
        }

        [Function("oneOfMany")]
        public static void OneOfMany([ServiceBusTrigger("q", Connection = "ServiceBus", IsBatched = true)] ServiceBusReceivedMessage message)
        {
        }

        [Function("noSession")]
        public static void NoSession(
            [ServiceBusTrigger("q", Connection = "ServiceBus")] ServiceBusReceivedMessage message,
            ServiceBusSessionMessageActions session)
        {
        }
    }
}
