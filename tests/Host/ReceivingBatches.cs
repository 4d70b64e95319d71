using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Tests.Host;

public sealed class ReceivingBatches
{
    private const int Limit = 30_000;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    [Fact(Timeout = Limit)]
    public async Task A_batch_is_what_is_there_up_to_the_largest_size_one_batch_at_a_time()
    {
        await using var bench = await QueueBench.CreateAsync();
        await bench.SendAsync("a", "b", "c", "d", "e");
        await bench.StartAsync<Batched>("\"maxMessageBatchSize\": 3");

        Assert.Equal("a b c", (await bench.Probe.NextAsync()).Bodies);
        Assert.Equal("d e", (await bench.Probe.NextAsync()).Bodies);
        Assert.Equal(1, bench.Probe.MostAtOnce);
    }

    [Fact(Timeout = Limit)]
    public async Task A_message_that_arrives_reaches_the_function_without_any_clock_moving()
    {
        await using var bench = await QueueBench.CreateAsync();
        await bench.StartAsync<Batched>();

        await bench.SendAsync("a");

        Assert.Equal("a", (await bench.Probe.NextAsync()).Bodies);
    }

    [Fact(Timeout = Limit)]
    public async Task A_run_that_succeeds_completes_what_it_left_unsettled()
    {
        await using var bench = await QueueBench.CreateAsync();
        bench.Probe.Behave = run => run.Actions.DeadLetterMessageAsync(run.Messages[0], deadLetterReason: "Unreadable");
        await bench.SendAsync("a", "b", "c");
        await bench.StartAsync<Batched>();

        await bench.HoldsAsync(active: 0, dead: 1);
    }

    [Fact(Timeout = Limit)]
    public async Task A_run_that_throws_abandons_what_it_left_unsettled_and_nothing_else()
    {
        await using var bench = await QueueBench.CreateAsync();
        bench.Probe.Behave = async run =>
        {
            if (run.DeliveryCount == 1)
            {
                await run.Actions.CompleteMessageAsync(run.Messages[0]);
                throw new InvalidOperationException("This run fails.");
            }
        };
        await bench.SendAsync("a", "b", "c");
        await bench.StartAsync<Batched>();

        Assert.Equal("a b c", (await bench.Probe.NextAsync()).Bodies);
        var again = await bench.Probe.NextAsync();
        Assert.Contains("b", again.Bodies, StringComparison.Ordinal);
        Assert.DoesNotContain("a", again.Bodies, StringComparison.Ordinal);
        Assert.Equal(2, again.DeliveryCount);
        await bench.HoldsAsync(active: 0);
    }

    [Fact(Timeout = Limit)]
    public async Task A_throw_abandons_also_where_autoComplete_is_off()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.MaxDeliveryCount = 2);
        bench.Probe.Behave = _ => throw new InvalidOperationException("This run fails.");
        await bench.SendAsync("a");
        await bench.StartAsync<SettlingItself>();

        await bench.HoldsAsync(active: 0, dead: 1);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_autoComplete_an_unsettled_message_comes_back_when_its_lock_runs_out()
    {
        await using var bench = await QueueBench.CreateAsync();
        await bench.SendAsync("a");
        await bench.StartAsync<SettlingItself>();
        await bench.Probe.NextAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(bench.Probe.HasNext);
        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await bench.Probe.NextAsync()).DeliveryCount);
    }

    [Fact(Timeout = Limit)]
    public async Task The_smallest_batch_size_is_waited_for_but_not_for_ever()
    {
        await using var bench = await QueueBench.CreateAsync();
        await bench.StartAsync<Batched>("\"minMessageBatchSize\": 3, \"maxBatchWaitTime\": \"00:00:10\"");

        await bench.SendAsync("a");
        await bench.SendAsync("b", "c");
        Assert.Equal("a b c", (await bench.Probe.NextAsync()).Bodies);
        await bench.Time.BeganAsync(Wait);
        await bench.SendAsync("d");
        await bench.Time.BeganAsync(Wait);
        bench.Time.Advance(Wait);

        Assert.Equal("d", (await bench.Probe.NextAsync()).Bodies);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_queue_gives_batches_of_one_session()
    {
        await using var bench = await QueueBench.CreateAsync(q => q.RequiresSession = true);
        await bench.SendToAsync("q", "one", "a", "b");
        await bench.SendToAsync("q", "two", "c", "d");
        await bench.StartAsync<BySession>();

        var first = await bench.Probe.NextAsync();
        await bench.Time.BeganAsync(Linger, times: 2);
        bench.Time.Advance(Linger);
        var second = await bench.Probe.NextAsync();

        Assert.Equal(["a b", "c d"], new[] { first.Bodies, second.Bodies }.Order());
    }

    [Fact(Timeout = Limit)]
    public async Task A_stop_cancels_the_run_and_its_messages_are_delivered_again()
    {
        await using var bench = await QueueBench.CreateAsync();
        bench.Probe.Behave = run => run.DeliveryCount > 1 ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, bench.Time, run.Token);
        await bench.SendAsync("a");
        var host = await bench.StartAsync<Batched>();
        await bench.Probe.NextAsync();

        await host.StopAsync();
        await bench.StartAsync<Batched>();

        Assert.Equal(2, (await bench.Probe.NextAsync()).DeliveryCount);
    }

    [Fact(Timeout = Limit)]
    public async Task A_queue_that_cannot_be_reached_is_tried_again_until_it_can()
    {
        await using var bench = await QueueBench.CreateAsync();
        await bench.StartAsync<OnAnotherQueue>();

        await bench.Time.BeganAsync(TimeSpan.FromMilliseconds(100));
        bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        await bench.Time.BeganAsync(TimeSpan.FromMilliseconds(200));
        await bench.CreateQueueAsync("later");
        await bench.SendToAsync("later", null, "a");
        bench.Time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal("a", (await bench.Probe.NextAsync()).Bodies);
    }

    internal sealed class Batched(Probe probe)
    {
        [Function("batched")]
        public Task Run(
            [ServiceBusTrigger("q", Connection = "ServiceBus", IsBatched = true)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken) => probe.RunAsync(new Probe.Run(messages, actions, null, cancellationToken));
    }

    internal sealed class SettlingItself(Probe probe)
    {
        [Function("settlingItself")]
        public Task Run(
            [ServiceBusTrigger("q", Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken) => probe.RunAsync(new Probe.Run(messages, actions, null, cancellationToken));
    }

    internal sealed class BySession(Probe probe)
    {
        [Function("bySession")]
        public Task Run(
            [ServiceBusTrigger("q", Connection = "ServiceBus", IsBatched = true, IsSessionsEnabled = true)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            ServiceBusSessionMessageActions session,
            CancellationToken cancellationToken) => probe.RunAsync(new Probe.Run(messages, actions, session, cancellationToken));
    }

    internal sealed class OnAnotherQueue(Probe probe)
    {
        [Function("onAnotherQueue")]
        public Task Run(
            [ServiceBusTrigger("later", Connection = "ServiceBus", IsBatched = true)] ServiceBusReceivedMessage[] messages,
            ServiceBusMessageActions actions,
            CancellationToken cancellationToken) => probe.RunAsync(new Probe.Run(messages, actions, null, cancellationToken));
    }
}
