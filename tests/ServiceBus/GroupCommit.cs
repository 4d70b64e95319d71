using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class GroupCommit
{
    [Fact]
    public async Task Work_that_fails_half_way_leaves_nothing_behind_and_takes_nobody_with_it()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var store = await bus.Client.Lease.OpenAsync(default);
        using var blocked = new ManualResetEventSlim();
        var stall = store.RunAsync<bool>(_ => { blocked.Wait(); return true; });
        var sends = Enumerable.Range(0, 20).Select(i => SendAsync(bus, $"{i:00}")).ToList();
        var broken = store.RunAsync<bool>(ledger =>
        {
            SendWork.Send(ledger, "q", [OutgoingMessage.From(new ServiceBusMessage("half-done"), bus.Time, "q")]);
            throw new InvalidDataException("broken");
        });
        sends.AddRange(Enumerable.Range(20, 20).Select(i => SendAsync(bus, $"{i:00}")));
        blocked.Set();

        await stall;
        await Task.WhenAll(sends);
        await Assert.ThrowsAsync<InvalidDataException>(() => broken);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:00}"), (await Bus.TakeAsync(bus.Receiver())).Order());
    }

    [Fact]
    public async Task Refused_work_costs_its_group_nothing()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "old");
        var late = await Bus.OneAsync(bus.Receiver());
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        await bus.Receiver().CompleteMessageAsync(await Bus.OneAsync(bus.Receiver()));
        var store = await bus.Client.Lease.OpenAsync(default);
        using var blocked = new ManualResetEventSlim();
        var stall = store.RunAsync<bool>(_ => { blocked.Wait(); return true; });
        var sends = Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync(bus, $"{i}")));
        var refused = bus.Receiver().CompleteMessageAsync(late);
        var lost = bus.Client.CreateSender("nowhere").SendMessageAsync(new ServiceBusMessage("x"));
        blocked.Set();

        await stall;
        await sends;
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Bus.ReasonAsync(() => refused));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => lost));
        Assert.Equal(20, (await Bus.TakeAsync(bus.Receiver())).Length);
    }

    [Fact]
    public async Task A_failed_group_forgets_the_ids_it_had_seen()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => q.RequiresDuplicateDetection = true);
        var store = await bus.Client.Lease.OpenAsync(default);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.RunAsync<bool>(ledger =>
        {
            SendWork.Send(ledger, "q", [OutgoingMessage.From(new ServiceBusMessage("lost") { MessageId = "m" }, bus.Time, "q")]);
            throw new InvalidDataException("broken");
        }));
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("kept") { MessageId = "m" });
        Assert.Equal(["kept"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_receiver_that_waits_survives_a_failed_group()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var waiting = bus.Client.CreateReceiver("q").ReceiveMessageAsync();
        await bus.Receiver().PeekMessageAsync();
        var store = await bus.Client.Lease.OpenAsync(default);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.RunAsync<bool>(_ => throw new InvalidDataException("broken")));
        await bus.SendAsync("q", "a");
        Assert.Equal("a", (await waiting)?.Body.ToString());
    }

    private static Task SendAsync(Bus bus, string body) => bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage(body));
}
