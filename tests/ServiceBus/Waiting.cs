using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class Waiting
{
    [Fact]
    public async Task A_receive_that_finds_nothing_answers_empty_when_its_time_is_over()
    {
        await using var bus = new Bus();
        var receiver = bus.Client.CreateReceiver(await bus.QueueAsync());
        var one = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(5));
        var many = receiver.ReceiveMessagesAsync(10);
        await receiver.PeekMessageAsync();
        bus.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await one);
        Assert.False(many.IsCompleted);
        bus.Time.Advance(TimeSpan.FromSeconds(55));
        Assert.Empty(await many);
    }

    [Fact]
    public async Task A_receive_that_gave_up_takes_no_message_later()
    {
        await using var bus = new Bus();
        var receiver = bus.Client.CreateReceiver(await bus.QueueAsync());
        var gaveUp = receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(5));
        await receiver.PeekMessageAsync();
        bus.Time.Advance(TimeSpan.FromSeconds(5));
        await gaveUp;
        await bus.SendAsync("q", "a");
        Assert.Equal(["a"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_cancelled_receive_throws_and_takes_no_message_later()
    {
        await using var bus = new Bus();
        var receiver = bus.Client.CreateReceiver(await bus.QueueAsync());
        using var cancel = new CancellationTokenSource();
        var waiting = receiver.ReceiveMessageAsync(null, cancel.Token);
        await receiver.PeekMessageAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await bus.SendAsync("q", "a");
        Assert.Equal(["a"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task Closing_a_receiver_ends_its_wait()
    {
        await using var bus = new Bus();
        var receiver = bus.Client.CreateReceiver(await bus.QueueAsync());
        var waiting = receiver.ReceiveMessageAsync();
        await receiver.PeekMessageAsync();
        await receiver.CloseAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(receiver.IsClosed);
    }

    [Fact]
    public async Task Waiting_receivers_are_served_in_the_order_they_came()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        List<Task<ServiceBusReceivedMessage?>> waiting = [];
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(bus.Client.CreateReceiver("q").ReceiveMessageAsync());
            await bus.Receiver().PeekMessageAsync();
        }

        await bus.Client.CreateSender("q").SendMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b"), new ServiceBusMessage("c")]);

        Assert.Equal(["a", "b", "c"], Bus.Bodies((await Task.WhenAll(waiting)).OfType<ServiceBusReceivedMessage>()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Without_prefetch_the_time_to_wait_must_be_positive(int seconds)
    {
        await using var bus = new Bus();
        var receiver = bus.Client.CreateReceiver(await bus.QueueAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public async Task Disposing_the_client_ends_every_wait_and_lets_go_of_the_file()
    {
        await using var bus = new Bus();
        var waiting = bus.Client.CreateReceiver(await bus.QueueAsync()).ReceiveMessageAsync();
        await bus.Receiver().PeekMessageAsync();
        await bus.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.False(File.Exists(Path.Combine(bus.Folder, "queues.db-wal")));
    }
}
