using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class SeveralProcesses
{
    [Fact]
    public async Task What_one_process_sends_another_receives_and_a_waiting_one_notices()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await using var other = bus.AnotherProcess();
        var waiting = other.CreateReceiver("q").ReceiveMessageAsync();
        await Bus.ReceiverOf(other).PeekMessageAsync();
        await bus.SendAsync("q", "a");
        Assert.Equal("a", (await waiting)?.Body.ToString());
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task Two_processes_number_lock_and_count_as_one()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await using var other = bus.AnotherProcess();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? bus.Client : other).CreateSender("q").SendMessageAsync(new ServiceBusMessage($"{i}"))));

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            var (receiver, mine) = (Bus.ReceiverOf(i % 2 == 0 ? bus.Client : other), new List<ServiceBusReceivedMessage>());
            while (await receiver.ReceiveMessagesAsync(5, TimeSpan.Zero) is { Count: > 0 } messages)
            {
                mine.AddRange(messages);
            }

            return mine;
        })));

        var all = taken.SelectMany(m => m).ToList();
        Assert.Equal(Enumerable.Range(0, 200), all.Select(m => int.Parse(m.Body.ToString())).Order());
        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), all.Select(m => m.SequenceNumber).Order());
        await Task.WhenAll(all.Select(m => other.CreateReceiver("q").CompleteMessageAsync(m)));
        Assert.Equal(0, (await bus.Administration.GetQueueRuntimePropertiesAsync("q")).Value.TotalMessageCount);
    }

    [Fact]
    public async Task A_duplicate_from_another_process_is_a_duplicate()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresDuplicateDetection, q.DuplicateDetectionHistoryTimeWindow) = (true, TimeSpan.FromMinutes(10)));
        await using var other = bus.AnotherProcess();
        await other.CreateSender("q").SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("2") { MessageId = "m" });
        await other.CreateSender("q").SendMessageAsync(new ServiceBusMessage("3") { MessageId = "m" });
        Assert.Equal(["1"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_session_is_held_against_other_processes_and_its_lock_is_swept_by_any()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => q.RequiresSession = true);
        await bus.SendToSessionAsync("q", "s", "1");
        await using var other = bus.AnotherProcess();
        await Bus.OneAsync(await bus.AcceptAsync("s"));
        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, await Bus.ReasonAsync(() => other.AcceptSessionAsync("q", "s")));
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        var next = await other.AcceptNextSessionAsync("q");
        Assert.Equal(2, (await next.ReceiveMessageAsync())?.DeliveryCount);
    }

    [Fact]
    public async Task A_process_killed_at_any_moment_loses_nothing_that_was_acknowledged()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresDuplicateDetection, q.DuplicateDetectionHistoryTimeWindow) = (true, TimeSpan.FromMinutes(10)));
        var sender = bus.Client.CreateSender("q");
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i:00}") { MessageId = $"m{i:00}" })));
        var held = await bus.Receiver().ReceiveMessagesAsync(20);
        await Task.WhenAll(held.Take(10).Select(m => bus.Receiver().CompleteMessageAsync(m)));

        // The files as a kill leaves them: the store is open, and its log is not yet in the database.
        var after = Directory.CreateDirectory(bus.Folder + "/after-the-kill").FullName;
        foreach (var file in (string[])["queues.db", "queues.db-wal"])
        {
            File.Copy(Path.Combine(bus.Folder, file), Path.Combine(after, file));
        }

        await using var revived = new ServiceBusClient($"Cdi=embedded;Path={after}", new ServiceBusClientOptions(), bus.Time, new StoreRegistry());
        await revived.CreateSender("q").SendMessageAsync(new ServiceBusMessage("again") { MessageId = "m00" });
        Assert.Equal(30, (await Bus.TakeAsync(Bus.ReceiverOf(revived))).Length);
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(40, (await Bus.TakeAsync(Bus.ReceiverOf(revived))).Length);
    }

    [Fact]
    public async Task Clients_of_one_folder_share_one_store_until_the_last_is_gone()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "a");
        var registry = new StoreRegistry();
        var first = new ServiceBusClient(bus.ConnectionString, new ServiceBusClientOptions(), bus.Time, registry);
        var second = new ServiceBusClient(bus.ConnectionString + "/", new ServiceBusClientOptions(), bus.Time, registry);
        Assert.Same(await first.Lease.OpenAsync(default), await second.Lease.OpenAsync(default));
        await first.DisposeAsync();
        Assert.Equal(["a"], await Bus.TakeAsync(Bus.ReceiverOf(second)));
        await second.DisposeAsync();
    }
}
