using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class SendAndReceive
{
    [Fact]
    public async Task What_is_sent_is_received_with_everything_that_was_set()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var sent = new ServiceBusMessage("hello")
        {
            MessageId = "m1",
            CorrelationId = "c",
            Subject = "s",
            ContentType = "text/plain",
            To = "t",
            ReplyTo = "r",
            ReplyToSessionId = "rs",
            SessionId = "ses",
            PartitionKey = "ses",
        };
        var now = bus.Time.GetUtcNow();
        (string, object)[] values =
        [
            ("text", "x"), ("flag", true), ("int", 1), ("long", 2L), ("double", 1.5), ("guid", Guid.Parse("11111111-2222-3333-4444-555555555555")),
            ("time", now), ("utc", now.UtcDateTime), ("span", TimeSpan.FromSeconds(3)), ("decimal", 1.25m), ("float", 2.5f), ("uint", 3u), ("ulong", 4ul),
            ("short", (short)5), ("ushort", (ushort)6), ("byte", (byte)7), ("sbyte", (sbyte)-8), ("char", 'c'), ("uri", new Uri("https://a.example/")),
            ("bytes", new byte[] { 1, 2, 3 }),
        ];
        foreach (var (name, value) in values)
        {
            sent.ApplicationProperties[name] = value;
        }

        await bus.Client.CreateSender("q").SendMessageAsync(sent);
        var got = await bus.Client.CreateReceiver("q").ReceiveMessageAsync();

        Assert.NotNull(got);
        Assert.Equal(
            ("hello", "m1", "c", "s", "text/plain", "t", "r", "rs", "ses", "ses"),
            (got.Body.ToString(), got.MessageId, got.CorrelationId, got.Subject, got.ContentType, got.To, got.ReplyTo, got.ReplyToSessionId, got.SessionId, got.PartitionKey));
        Assert.Equal(values, values.Select(v => (v.Item1, got.ApplicationProperties[v.Item1])));
        Assert.Equal((1, 1L, now, ServiceBusMessageState.Active), (got.DeliveryCount, got.SequenceNumber, got.EnqueuedTime, got.State));
        Assert.Equal(now + TimeSpan.FromMinutes(1), got.LockedUntil);
        Assert.NotEqual(Guid.Empty, Guid.Parse(got.LockToken));
    }

    [Fact]
    public async Task A_completed_message_is_gone_and_the_rest_keep_their_order()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "a", "b", "c");
        var receiver = bus.Client.CreateReceiver("q");
        var first = await receiver.ReceiveMessageAsync();
        await receiver.CompleteMessageAsync(first!);

        Assert.Equal(["b", "c"], Bus.Bodies(await receiver.ReceiveMessagesAsync(10)));
        Assert.Equal(["b", "c"], Bus.Bodies(await receiver.PeekMessagesAsync(10)));
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_a_send()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var waiting = bus.Client.CreateReceiver("q").ReceiveMessageAsync(TimeSpan.FromHours(1));
        Assert.False(waiting.IsCompleted);
        await bus.SendAsync("q", "a");
        Assert.Equal("a", (await waiting)?.Body.ToString());
    }
}
