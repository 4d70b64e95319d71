using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class MessageLocks
{
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_locked_message_is_nobody_elses_until_its_lock_runs_out()
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Receiver();
        var first = await Bus.OneAsync(receiver);
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));

        bus.Time.Advance(Lock);

        var second = await Bus.OneAsync(bus.Receiver());
        Assert.Equal((1, 2), (first.DeliveryCount, second.DeliveryCount));
        Assert.NotEqual(first.LockToken, second.LockToken);
        Assert.Equal(first.SequenceNumber, second.SequenceNumber);
    }

    [Fact]
    public async Task Settling_after_the_lock_ran_out_is_lock_lost_whatever_the_settlement()
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Receiver();
        var message = await Bus.OneAsync(receiver);
        bus.Time.Advance(Lock);
        foreach (var settle in (Func<Task>[])
        [
            () => receiver.CompleteMessageAsync(message), () => receiver.AbandonMessageAsync(message), () => receiver.DeferMessageAsync(message),
            () => receiver.DeadLetterMessageAsync(message), () => receiver.RenewMessageLockAsync(message),
        ])
        {
            Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Bus.ReasonAsync(settle));
        }

        Assert.Equal(["a"], await Bus.TakeAsync(receiver));
    }

    [Fact]
    public async Task Completing_twice_is_lock_lost()
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Receiver();
        var message = await Bus.OneAsync(receiver);
        await receiver.CompleteMessageAsync(message);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Bus.ReasonAsync(() => receiver.CompleteMessageAsync(message)));
    }

    [Fact]
    public async Task Another_receiver_of_the_queue_may_settle_with_the_token()
    {
        await using var bus = await StartAsync("a");
        var message = await Bus.OneAsync(bus.Receiver());
        await bus.Receiver().CompleteMessageAsync(message);
        Assert.Null(await bus.Receiver().PeekMessageAsync());
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_its_full_duration_again()
    {
        await using var bus = await StartAsync("a", "b");
        var receiver = bus.Receiver();
        var both = await receiver.ReceiveMessagesAsync(2);
        bus.Time.Advance(Lock - TimeSpan.FromSeconds(1));
        await receiver.RenewMessageLockAsync(both[0]);
        Assert.Equal(bus.Time.GetUtcNow() + Lock, both[0].LockedUntil);

        bus.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["b"], await Bus.TakeAsync(bus.Receiver()));
        await receiver.CompleteMessageAsync(both[0]);
    }

    [Fact]
    public async Task A_renewed_lock_runs_out_too()
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Receiver();
        await receiver.RenewMessageLockAsync(await Bus.OneAsync(receiver));
        bus.Time.Advance(Lock);
        Assert.Equal(["a"], await Bus.TakeAsync(receiver));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_message_the_moment_its_lock_runs_out()
    {
        await using var bus = await StartAsync("a");
        await Bus.OneAsync(bus.Receiver());
        var waiting = bus.Receiver().ReceiveMessageAsync(TimeSpan.FromMinutes(5));
        await bus.Receiver().PeekMessageAsync();
        bus.Time.Advance(Lock);
        Assert.Equal("a", (await waiting)?.Body.ToString());
    }

    [Fact]
    public async Task An_abandoned_message_comes_back_at_once_first_and_counted_with_its_properties_changed()
    {
        await using var bus = await StartAsync("a", "b");
        var receiver = bus.Receiver();
        await receiver.AbandonMessageAsync(await Bus.OneAsync(receiver), new Dictionary<string, object> { ["try"] = 1, ["why"] = "x" });
        await receiver.AbandonMessageAsync(await Bus.OneAsync(receiver), new Dictionary<string, object> { ["try"] = 2 });
        var again = await Bus.OneAsync(receiver);
        Assert.Equal(("a", 3, 2, "x"), (again.Body.ToString(), again.DeliveryCount, again.ApplicationProperties["try"], again.ApplicationProperties["why"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_MaxDeliveryCount_deliveries_a_message_is_dead_lettered(bool byExpiry)
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Receiver();
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await Bus.OneAsync(receiver);
            Assert.Equal(delivery, message.DeliveryCount);
            if (byExpiry)
            {
                bus.Time.Advance(Lock);
            }
            else
            {
                await receiver.AbandonMessageAsync(message);
            }
        }

        Assert.Empty(await Bus.TakeAsync(receiver));
        var dead = await Bus.OneAsync(bus.DeadLetters());
        Assert.Equal(("a", "MaxDeliveryCountExceeded", "Message could not be consumed after 3 delivery attempts."), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription));
    }

    [Fact]
    public async Task Receive_and_delete_takes_the_message_for_good()
    {
        await using var bus = await StartAsync("a");
        var receiver = bus.Client.CreateReceiver("q", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var message = await receiver.ReceiveMessageAsync();
        Assert.Equal("a", message?.Body.ToString());
        Assert.Null(await receiver.PeekMessageAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message!));
    }

    [Fact]
    public async Task Twenty_receivers_never_share_a_message()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.Client.CreateSender("q").SendMessagesAsync(Enumerable.Range(0, 1_000).Select(i => new ServiceBusMessage($"{i}")));

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            var (receiver, mine) = (bus.Receiver(), new List<string>());
            while (await receiver.ReceiveMessagesAsync(7, TimeSpan.Zero) is { Count: > 0 } messages)
            {
                mine.AddRange(Bus.Bodies(messages));
                await Task.WhenAll(messages.Select(m => receiver.CompleteMessageAsync(m)));
            }

            return mine;
        })));

        Assert.Equal(Enumerable.Range(0, 1_000), taken.SelectMany(m => m).Select(int.Parse).Order());
        Assert.Null(await bus.Receiver().PeekMessageAsync());
    }

    private static async Task<Bus> StartAsync(params string[] bodies)
    {
        var bus = new Bus();
        await bus.QueueAsync("q", q => (q.LockDuration, q.MaxDeliveryCount) = (Lock, 3));
        await bus.SendAsync("q", bodies);
        return bus;
    }
}
