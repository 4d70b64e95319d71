using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class Sessions
{
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_session_queue_refuses_a_message_without_a_session_and_a_receiver_without_one()
    {
        await using var bus = await StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.SendAsync("q", "x"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.CreateReceiver("q").ReceiveMessageAsync());
    }

    [Fact]
    public async Task A_queue_without_sessions_has_none_to_accept()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.Client.AcceptNextSessionAsync("q"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bus.AcceptAsync("s"));
    }

    [Fact]
    public async Task A_session_is_one_receivers_and_in_order()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1", "2");
        await bus.SendToSessionAsync("q", "t", "3");
        await bus.SendToSessionAsync("q", "s", "4");
        await using var session = await bus.AcceptAsync("s");

        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, await Bus.ReasonAsync(() => bus.AcceptAsync("s")));
        Assert.Equal(["1", "2", "4"], await Bus.TakeAsync(session));
        await using var other = await bus.Client.AcceptNextSessionAsync("q");
        Assert.Equal("t", other.SessionId);
        Assert.Equal(bus.Time.GetUtcNow() + Lock, other.SessionLockedUntil);
    }

    [Fact]
    public async Task An_abandoned_message_comes_before_those_behind_it()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1", "2", "3");
        await using var session = await bus.AcceptAsync("s");
        List<string> seen = [];
        for (var i = 0; i < 3; i++)
        {
            var message = await Bus.OneAsync(session);
            await session.AbandonMessageAsync(message);
            var again = await Bus.OneAsync(session);
            Assert.Equal((message.Body.ToString(), 2), (again.Body.ToString(), again.DeliveryCount));
            await session.CompleteMessageAsync(again);
            seen.Add(again.Body.ToString());
        }

        Assert.Equal(["1", "2", "3"], seen);
    }

    [Fact]
    public async Task When_the_session_lock_runs_out_everything_held_returns_counted_and_settling_is_session_lost()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1", "2");
        var lost = await bus.AcceptAsync("s");
        var held = await lost.ReceiveMessagesAsync(2);
        bus.Time.Advance(Lock);

        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => lost.CompleteMessageAsync(held[0])));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => lost.ReceiveMessageAsync()));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => lost.RenewSessionLockAsync()));
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => lost.GetSessionStateAsync()));
        await using var next = await bus.AcceptAsync("s");
        Assert.Equal([2, 2], (await next.ReceiveMessagesAsync(2)).Select(m => m.DeliveryCount));
    }

    [Fact]
    public async Task A_lost_receiver_cannot_settle_under_the_lock_of_its_successor()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        var lost = await bus.AcceptAsync("s");
        var message = await Bus.OneAsync(lost);
        bus.Time.Advance(Lock);
        await using var next = await bus.AcceptAsync("s");
        await Bus.OneAsync(next);
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => lost.CompleteMessageAsync(message)));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, await Bus.ReasonAsync(() => next.CompleteMessageAsync(message)));
    }

    [Fact]
    public async Task A_receive_that_waits_in_a_session_learns_that_the_lock_ran_out()
    {
        await using var bus = await StartAsync();
        var session = await bus.AcceptAsync("s");
        var waiting = session.ReceiveMessageAsync(TimeSpan.FromMinutes(5));
        await session.PeekMessageAsync();
        bus.Time.Advance(Lock);
        Assert.Equal(ServiceBusFailureReason.SessionLockLost, await Bus.ReasonAsync(() => waiting));
    }

    [Fact]
    public async Task A_renewed_session_lock_keeps_its_messages()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        await using var session = await bus.AcceptAsync("s");
        var message = await Bus.OneAsync(session);
        bus.Time.Advance(Lock - TimeSpan.FromSeconds(1));
        await session.RenewSessionLockAsync();
        Assert.Equal(bus.Time.GetUtcNow() + Lock, session.SessionLockedUntil);
        bus.Time.Advance(Lock - TimeSpan.FromSeconds(1));
        await session.CompleteMessageAsync(message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RenewMessageLockAsync(message));
    }

    [Fact]
    public async Task Closing_a_session_returns_what_it_held_uncounted()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        var session = await bus.AcceptAsync("s");
        await Bus.OneAsync(session);
        await session.CloseAsync();
        await using var next = await bus.AcceptAsync("s");
        Assert.Equal(1, (await Bus.OneAsync(next)).DeliveryCount);
    }

    [Fact]
    public async Task Disposing_a_client_gives_its_sessions_back()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        await using var other = bus.AnotherProcess();
        await other.AcceptSessionAsync("q", "s");
        Assert.Equal(ServiceBusFailureReason.SessionCannotBeLocked, await Bus.ReasonAsync(() => bus.AcceptAsync("s")));
        await other.DisposeAsync();
        await using var session = await bus.AcceptAsync("s");
        Assert.Equal(["1"], await Bus.TakeAsync(session));
    }

    [Fact]
    public async Task Accepting_the_next_session_waits_for_one_and_times_out()
    {
        await using var bus = await StartAsync();
        var woken = bus.Client.AcceptNextSessionAsync("q");
        await bus.SendToSessionAsync("q", "s", "1");
        Assert.Equal("s", (await woken).SessionId);

        var inVain = bus.Client.AcceptNextSessionAsync("q");
        await bus.Administration.QueueExistsAsync("q");
        bus.Time.Advance(TimeSpan.FromSeconds(30));
        await bus.Client.AcceptSessionAsync("q", "t");
        bus.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(inVain.IsCompleted);
        await (await woken).RenewSessionLockAsync();
        bus.Time.Advance(TimeSpan.FromSeconds(1));
        var timeout = await Assert.ThrowsAsync<ServiceBusException>(() => inVain);
        Assert.Equal((ServiceBusFailureReason.ServiceTimeout, true), (timeout.Reason, timeout.IsTransient));
    }

    [Fact]
    public async Task A_session_that_is_given_back_wakes_who_waits_for_one()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        var first = await bus.AcceptAsync("s");
        var waiting = bus.Client.AcceptNextSessionAsync("q");
        await first.PeekMessageAsync();
        Assert.False(waiting.IsCompleted);
        await first.CloseAsync();
        Assert.Equal("s", (await waiting).SessionId);
    }

    [Fact]
    public async Task The_session_that_waited_longest_comes_next()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "a", "1", "2", "3");
        bus.Time.Advance(TimeSpan.FromSeconds(1));
        await bus.SendToSessionAsync("q", "b", "4", "5");
        List<string> order = [];
        for (var i = 0; i < 4; i++)
        {
            bus.Time.Advance(TimeSpan.FromSeconds(1));
            await using var session = await bus.Client.AcceptNextSessionAsync("q");
            order.Add(session.SessionId);
            await session.CompleteMessageAsync((await session.ReceiveMessageAsync())!);
        }

        Assert.Equal(["a", "b", "a", "b"], order);
    }

    [Fact]
    public async Task Session_state_stays_with_the_session_until_it_is_cleared()
    {
        await using var bus = await StartAsync();
        var first = await bus.AcceptAsync("s");
        Assert.Null(await first.GetSessionStateAsync());
        await first.SetSessionStateAsync(new BinaryData("state"));
        await first.CloseAsync();
        await using var second = await bus.AcceptAsync("s");
        Assert.Equal("state", (await second.GetSessionStateAsync())?.ToString());
        await second.SetSessionStateAsync(null!);
        Assert.Null(await second.GetSessionStateAsync());
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, await Bus.ReasonAsync(() => second.SetSessionStateAsync(new BinaryData(new byte[262_145]))));
    }

    [Fact]
    public async Task Scheduled_and_deferred_messages_keep_to_their_session()
    {
        await using var bus = await StartAsync();
        await bus.Client.CreateSender("q").ScheduleMessageAsync(new ServiceBusMessage("later") { SessionId = "s" }, bus.Time.GetUtcNow().AddSeconds(30));
        await using var session = await bus.AcceptAsync("s");
        Assert.Empty(await Bus.TakeAsync(session));
        bus.Time.Advance(TimeSpan.FromSeconds(30));
        var message = await Bus.OneAsync(session);
        await session.DeferMessageAsync(message);
        await using var stranger = await bus.AcceptAsync("t");
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Bus.ReasonAsync(() => stranger.ReceiveDeferredMessageAsync(message.SequenceNumber)));
        await session.CompleteMessageAsync(await session.ReceiveDeferredMessageAsync(message.SequenceNumber));
        Assert.Null(await session.PeekMessageAsync());
    }

    [Fact]
    public async Task Dead_letters_of_a_session_queue_are_received_without_a_session()
    {
        await using var bus = await StartAsync();
        await bus.SendToSessionAsync("q", "s", "1");
        await using var session = await bus.AcceptAsync("s");
        await session.DeadLetterMessageAsync(await Bus.OneAsync(session), "reason");
        var dead = await Bus.OneAsync(bus.DeadLetters());
        Assert.Equal(("s", "reason"), (dead.SessionId, dead.DeadLetterReason));
    }

    private static async Task<Bus> StartAsync()
    {
        var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresSession, q.LockDuration) = (true, Lock));
        return bus;
    }
}
