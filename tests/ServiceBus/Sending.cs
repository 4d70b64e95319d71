using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class Sending
{
    [Fact]
    public async Task A_queue_that_nobody_defined_is_not_found()
    {
        await using var bus = new Bus();
        var message = new ServiceBusMessage("x");
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => bus.Client.CreateSender("nowhere").SendMessageAsync(message)));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => bus.Client.CreateReceiver("nowhere").ReceiveMessageAsync()));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => bus.Client.CreateReceiver("nowhere").PeekMessageAsync()));
    }

    [Fact]
    public async Task A_message_of_more_than_256_KB_is_refused_and_one_just_below_is_taken()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        var tooLarge = new ServiceBusMessage(new byte[262_144]);
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Bus.ReasonAsync(() => sender.SendMessageAsync(tooLarge)));
        await sender.SendMessageAsync(new ServiceBusMessage(new byte[261_000]));
        Assert.Equal(261_000, (await Bus.OneAsync(bus.Receiver())).Body.ToMemory().Length);
    }

    [Fact]
    public async Task Messages_that_are_together_too_large_are_refused_all_of_them()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        var three = Enumerable.Range(0, 3).Select(_ => new ServiceBusMessage(new byte[100_000]));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Bus.ReasonAsync(() => sender.SendMessagesAsync(three)));
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_batch_takes_what_fits_and_says_no_to_the_next()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        using var batch = await sender.CreateMessageBatchAsync();
        Assert.True(batch.TryAddMessage(new ServiceBusMessage(new byte[200_000])));
        var before = batch.SizeInBytes;
        Assert.False(batch.TryAddMessage(new ServiceBusMessage(new byte[100_000])));
        Assert.True(batch.TryAddMessage(new ServiceBusMessage("small")));
        Assert.Equal((2, 262_144), (batch.Count, batch.MaxSizeInBytes));
        Assert.InRange(before, 200_000, 200_500);
        await sender.SendMessagesAsync(batch);
        Assert.Equal(2, (await Bus.TakeAsync(bus.Receiver())).Length);
    }

    [Fact]
    public async Task A_batch_may_be_made_smaller_but_not_larger_than_the_limit()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender("q");
        using var small = await sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 1_000 });
        Assert.False(small.TryAddMessage(new ServiceBusMessage(new byte[1_000])));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => sender.CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 262_145 }).AsTask());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_message_id_must_be_something(string? id) => Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = id });

    [Fact]
    public void Ids_have_at_most_128_characters()
    {
        var (longest, tooLong) = (new string('a', 128), new string('a', 129));
        Assert.Equal(longest, new ServiceBusMessage { MessageId = longest, SessionId = longest, PartitionKey = longest }.SessionId);
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = tooLong });
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage { SessionId = tooLong });
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage { PartitionKey = tooLong });
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage { ReplyToSessionId = tooLong });
    }

    [Fact]
    public void A_partition_key_must_equal_the_session() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { SessionId = "a", PartitionKey = "b" });

    [Fact]
    public void A_message_must_live_for_a_while() => Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });

    [Fact]
    public async Task A_property_of_more_than_32_KB_or_all_of_more_than_64_KB_is_refused()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        var one = new ServiceBusMessage("x") { ApplicationProperties = { ["p"] = new string('a', 33_000) } };
        var all = new ServiceBusMessage("x") { ApplicationProperties = { ["p"] = new string('a', 25_000), ["q"] = new string('a', 25_000), ["r"] = new string('a', 25_000) } };
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Bus.ReasonAsync(() => sender.SendMessageAsync(one)));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Bus.ReasonAsync(() => sender.SendMessageAsync(all)));
    }

    [Fact]
    public async Task A_property_value_that_AMQP_does_not_carry_is_refused()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        var message = new ServiceBusMessage("x") { ApplicationProperties = { ["p"] = new object() } };
        await Assert.ThrowsAsync<SerializationException>(() => sender.SendMessageAsync(message));
    }

    [Fact]
    public async Task A_message_without_an_id_gets_one()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "a", "b");
        var got = await bus.Receiver().ReceiveMessagesAsync(2);
        Assert.All(got, m => Assert.NotEmpty(m.MessageId));
        Assert.NotEqual(got[0].MessageId, got[1].MessageId);
    }

    [Fact]
    public async Task A_received_message_can_be_sent_again_without_what_the_broker_added()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m", Subject = "s", ApplicationProperties = { ["p"] = 1 } });
        await bus.Receiver().DeadLetterMessageAsync(await Bus.OneAsync(bus.Receiver()), "reason", "description");

        var again = new ServiceBusMessage(await Bus.OneAsync(bus.DeadLetters()));

        Assert.Equal(("x", "m", "s"), (again.Body.ToString(), again.MessageId, again.Subject));
        Assert.Equal(["p"], again.ApplicationProperties.Keys);
    }

    [Fact]
    public async Task Closed_senders_and_clients_refuse_to_work()
    {
        await using var bus = new Bus();
        var sender = bus.Client.CreateSender(await bus.QueueAsync());
        await sender.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        var other = bus.Client.CreateSender("q");
        await bus.Client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => other.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Throws<ObjectDisposedException>(() => bus.Client.CreateSender("q"));
    }
}
