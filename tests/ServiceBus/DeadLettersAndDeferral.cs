using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class DeadLettersAndDeferral
{
    [Fact]
    public async Task A_dead_lettered_message_keeps_its_reason_its_properties_and_its_number()
    {
        await using var bus = await StartAsync();
        var receiver = bus.Receiver();
        await receiver.DeadLetterMessageAsync(await Bus.OneAsync(receiver), new Dictionary<string, object> { ["note"] = "n" }, "reason", "description");

        Assert.Empty(await Bus.TakeAsync(receiver));
        var dead = await Bus.OneAsync(bus.DeadLetters());
        Assert.Equal(("a", "reason", "description", "n", 1L), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription, dead.ApplicationProperties["note"], dead.SequenceNumber));
        Assert.Equal("q/$DeadLetterQueue", bus.DeadLetters().EntityPath);
    }

    [Fact]
    public async Task A_dead_letter_may_have_no_reason_and_can_be_completed()
    {
        await using var bus = await StartAsync();
        await bus.Receiver().DeadLetterMessageAsync(await Bus.OneAsync(bus.Receiver()));
        var dead = await Bus.OneAsync(bus.DeadLetters());
        Assert.Null(dead.DeadLetterReason);
        await bus.DeadLetters().CompleteMessageAsync(dead);
        Assert.Null(await bus.DeadLetters().PeekMessageAsync());
    }

    [Fact]
    public async Task A_dead_letter_stays_however_often_it_is_abandoned_and_never_expires()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.MaxDeliveryCount, q.DefaultMessageTimeToLive) = (2, TimeSpan.FromMinutes(1)));
        await bus.SendAsync("q", "a");
        await bus.Receiver().DeadLetterMessageAsync(await Bus.OneAsync(bus.Receiver()), "reason");
        for (var i = 0; i < 5; i++)
        {
            await bus.DeadLetters().AbandonMessageAsync(await Bus.OneAsync(bus.DeadLetters()));
        }

        bus.Time.Advance(TimeSpan.FromDays(100));
        Assert.Equal("reason", (await Bus.OneAsync(bus.DeadLetters())).DeadLetterReason);
    }

    [Fact]
    public async Task A_reason_has_at_most_4096_characters_and_may_not_be_given_twice()
    {
        await using var bus = await StartAsync();
        var (receiver, message) = (bus.Receiver(), await Bus.OneAsync(bus.Receiver()));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => receiver.DeadLetterMessageAsync(message, new string('a', 4_097)));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => receiver.DeadLetterMessageAsync(message, new Dictionary<string, object> { ["DeadLetterReason"] = "other" }, "reason"));
    }

    [Fact]
    public async Task A_deferred_message_is_received_by_its_number_only()
    {
        await using var bus = await StartAsync();
        var receiver = bus.Receiver();
        var message = await Bus.OneAsync(receiver);
        await receiver.DeferMessageAsync(message, new Dictionary<string, object> { ["later"] = true });
        Assert.Empty(await Bus.TakeAsync(receiver));

        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);

        Assert.Equal(("a", true, ServiceBusMessageState.Deferred), (deferred.Body.ToString(), deferred.ApplicationProperties["later"], deferred.State));
        await receiver.CompleteMessageAsync(deferred);
        Assert.Null(await receiver.PeekMessageAsync());
    }

    [Fact]
    public async Task A_deferred_message_whose_lock_runs_out_or_that_is_abandoned_is_deferred_again()
    {
        await using var bus = await StartAsync();
        var receiver = bus.Receiver();
        var message = await Bus.OneAsync(receiver);
        await receiver.DeferMessageAsync(message);
        await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Bus.TakeAsync(receiver));
        await receiver.AbandonMessageAsync(await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Equal(3, (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber)).DeliveryCount);
    }

    [Fact]
    public async Task A_number_that_is_not_deferred_is_not_found_and_none_of_its_companions_is_locked()
    {
        await using var bus = await StartAsync("a", "b");
        var receiver = bus.Receiver();
        var message = await Bus.OneAsync(receiver);
        await receiver.DeferMessageAsync(message);
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Bus.ReasonAsync(() => receiver.ReceiveDeferredMessagesAsync([message.SequenceNumber, 2, 99])));
        Assert.Equal("a", (await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber)).Body.ToString());
    }

    [Fact]
    public async Task Peeking_locks_nothing_shows_every_state_and_goes_on_from_where_it_was()
    {
        await using var bus = await StartAsync("a", "b", "c", "d");
        var sender = bus.Client.CreateSender("q");
        await sender.ScheduleMessageAsync(new ServiceBusMessage("e"), bus.Time.GetUtcNow().AddHours(1));
        var receiver = bus.Receiver();
        await receiver.DeferMessageAsync(await Bus.OneAsync(receiver));
        await Bus.OneAsync(receiver);

        var peeker = bus.Receiver();
        var first = await peeker.PeekMessagesAsync(2);
        var rest = await peeker.PeekMessagesAsync(10);

        Assert.Equal(["a", "b"], Bus.Bodies(first));
        Assert.Equal(["c", "d", "e"], Bus.Bodies(rest));
        Assert.Equal([ServiceBusMessageState.Deferred, ServiceBusMessageState.Active], first.Select(m => m.State));
        Assert.Equal(ServiceBusMessageState.Scheduled, rest[^1].State);
        Assert.Equal(0, rest[0].DeliveryCount);
        Assert.Equal("c", (await peeker.PeekMessageAsync(3))?.Body.ToString());
        Assert.Equal(["c", "d"], await Bus.TakeAsync(receiver));
        await Assert.ThrowsAsync<InvalidOperationException>(() => peeker.CompleteMessageAsync(first[0]));
    }

    private static async Task<Bus> StartAsync(params string[] bodies)
    {
        var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", bodies.Length == 0 ? ["a"] : bodies);
        return bus;
    }
}
