using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class TimeAndDuplicates
{
    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_behind_what_was_sent_meanwhile()
    {
        await using var bus = await StartAsync();
        var sender = bus.Client.CreateSender("q");
        var at = bus.Time.GetUtcNow().AddMinutes(10);
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), at);
        await sender.SendMessageAsync(new ServiceBusMessage("now"));
        Assert.Equal(1, number);
        Assert.Equal(["now"], await Bus.TakeAsync(bus.Receiver()));

        bus.Time.Advance(TimeSpan.FromMinutes(10));

        var both = await bus.Receiver().ReceiveMessagesAsync(2);
        var message = both[1];
        Assert.Equal(["now", "later"], Bus.Bodies(both));
        Assert.Equal(("later", at, at, 3L), (message.Body.ToString(), message.EnqueuedTime, message.ScheduledEnqueueTime, message.SequenceNumber));
    }

    [Fact]
    public async Task A_waiting_receiver_is_woken_by_the_schedule()
    {
        await using var bus = await StartAsync();
        var waiting = bus.Client.CreateReceiver("q").ReceiveMessageAsync(TimeSpan.FromHours(2));
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("later") { ScheduledEnqueueTime = bus.Time.GetUtcNow().AddHours(1) });
        await bus.Receiver().PeekMessageAsync();
        bus.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("later", (await waiting)?.Body.ToString());
    }

    [Fact]
    public async Task Scheduled_messages_come_in_the_order_of_their_times()
    {
        await using var bus = await StartAsync();
        var sender = bus.Client.CreateSender("q");
        foreach (var minute in (int[])[3, 1, 2])
        {
            await sender.ScheduleMessageAsync(new ServiceBusMessage($"{minute}"), bus.Time.GetUtcNow().AddMinutes(minute));
        }

        bus.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["1", "2", "3"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_cancelled_schedule_never_appears_and_cannot_be_cancelled_twice()
    {
        await using var bus = await StartAsync();
        var sender = bus.Client.CreateSender("q");
        var numbers = await sender.ScheduleMessagesAsync([new ServiceBusMessage("a"), new ServiceBusMessage("b")], bus.Time.GetUtcNow().AddMinutes(1));
        await sender.CancelScheduledMessageAsync(numbers[0]);
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Bus.ReasonAsync(() => sender.CancelScheduledMessagesAsync(numbers)));
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["b"], await Bus.TakeAsync(bus.Receiver()));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Bus.ReasonAsync(() => sender.CancelScheduledMessageAsync(numbers[1])));
    }

    [Fact]
    public async Task A_duplicate_within_the_window_is_accepted_and_dropped_scheduled_ones_too()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresDuplicateDetection, q.DuplicateDetectionHistoryTimeWindow) = (true, TimeSpan.FromMinutes(10)));
        var sender = bus.Client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        await sender.SendMessageAsync(new ServiceBusMessage("2") { MessageId = "m" });
        await sender.ScheduleMessageAsync(new ServiceBusMessage("3") { MessageId = "m" }, bus.Time.GetUtcNow().AddMinutes(1));
        await sender.ScheduleMessageAsync(new ServiceBusMessage("4") { MessageId = "n" }, bus.Time.GetUtcNow().AddMinutes(1));
        await sender.SendMessageAsync(new ServiceBusMessage("5") { MessageId = "n" });
        await sender.SendMessagesAsync([new ServiceBusMessage("6") { MessageId = "o" }, new ServiceBusMessage("7") { MessageId = "o" }]);
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["1", "6", "4"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task After_the_window_the_same_id_is_a_new_message_even_if_the_first_was_completed_long_ago()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresDuplicateDetection, q.DuplicateDetectionHistoryTimeWindow) = (true, TimeSpan.FromMinutes(10)));
        var sender = bus.Client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        await bus.Receiver().CompleteMessageAsync(await Bus.OneAsync(bus.Receiver()));
        bus.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        await sender.SendMessageAsync(new ServiceBusMessage("2") { MessageId = "m" });
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));
        bus.Time.Advance(TimeSpan.FromMilliseconds(1));
        await sender.SendMessageAsync(new ServiceBusMessage("3") { MessageId = "m" });
        Assert.Equal(["3"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task The_log_of_seen_ids_is_trimmed_when_their_window_has_passed_and_numbers_on_after_a_restart()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.RequiresDuplicateDetection, q.DuplicateDetectionHistoryTimeWindow) = (true, TimeSpan.FromMinutes(1)));
        var sender = bus.Client.CreateSender("q");
        await sender.SendMessagesAsync(Enumerable.Range(0, 1_500).Select(i => new ServiceBusMessage() { MessageId = $"{i}" }));
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        await sender.SendMessageAsync(new ServiceBusMessage("new") { MessageId = "new" });
        await sender.SendMessageAsync(new ServiceBusMessage("new") { MessageId = "newer" });
        using (var database = new Database(Path.Combine(bus.Folder, "queues.db")))
        using (var count = database.Prepare("SELECT count(*) FROM seen"))
        {
            Assert.InRange(count.Scalar() ?? 0, 1, 500);
        }

        await using var restarted = bus.AnotherProcess();
        await restarted.CreateSender("q").SendMessageAsync(new ServiceBusMessage("again") { MessageId = "newer" });
        await restarted.CreateSender("q").SendMessageAsync(new ServiceBusMessage("again") { MessageId = "0" });
        Assert.Equal(1_503, (await Bus.TakeAsync(bus.Receiver(), 5_000)).Length);
    }

    [Fact]
    public async Task Without_duplicate_detection_the_same_id_is_another_message()
    {
        await using var bus = await StartAsync();
        var sender = bus.Client.CreateSender("q");
        await sender.SendMessageAsync(new ServiceBusMessage("1") { MessageId = "m" });
        await sender.SendMessageAsync(new ServiceBusMessage("2") { MessageId = "m" });
        Assert.Equal(["1", "2"], await Bus.TakeAsync(bus.Receiver()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_outlived_itself_is_dead_lettered_or_dropped_as_the_queue_says(bool keep)
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => q.DeadLetteringOnMessageExpiration = keep);
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromSeconds(10) });
        await bus.SendAsync("q", "long");
        bus.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["long"], await Bus.TakeAsync(bus.Receiver()));
        var dead = await bus.DeadLetters().PeekMessagesAsync(10);
        Assert.Equal(keep ? ["TTLExpiredException"] : [], dead.Select(m => m.DeadLetterReason!));
    }

    [Fact]
    public async Task The_queues_life_bounds_the_messages_and_the_received_message_shows_it()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.DefaultMessageTimeToLive, q.DeadLetteringOnMessageExpiration) = (TimeSpan.FromDays(14), true));
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromDays(30) });
        var message = await Bus.OneAsync(bus.Receiver());
        Assert.Equal((TimeSpan.FromDays(14), bus.Time.GetUtcNow().AddDays(14)), (message.TimeToLive, message.ExpiresAt));
        await bus.Receiver().AbandonMessageAsync(message);
        bus.Time.Advance(TimeSpan.FromDays(14));
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));
        Assert.Single(await bus.DeadLetters().PeekMessagesAsync(10));
    }

    [Fact]
    public async Task Old_messages_are_swept_from_the_head_although_nobody_receives_them()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("q", q => (q.DefaultMessageTimeToLive, q.DeadLetteringOnMessageExpiration) = (TimeSpan.FromHours(1), true));
        await bus.SendAsync("q", "a", "b");
        bus.Time.Advance(TimeSpan.FromHours(2));
        var counts = (await bus.Administration.GetQueueRuntimePropertiesAsync("q")).Value;
        Assert.Equal((0, 2), (counts.ActiveMessageCount, counts.DeadLetterMessageCount));
    }

    [Fact]
    public async Task A_message_may_be_completed_after_its_life_if_it_was_locked_in_time()
    {
        await using var bus = await StartAsync();
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromSeconds(10) });
        var message = await Bus.OneAsync(bus.Receiver());
        bus.Time.Advance(TimeSpan.FromSeconds(20));
        await bus.Receiver().CompleteMessageAsync(message);
        Assert.Null(await bus.Receiver().PeekMessageAsync());
    }

    [Fact]
    public async Task A_scheduled_message_begins_to_live_when_it_is_enqueued()
    {
        await using var bus = await StartAsync();
        var sender = bus.Client.CreateSender("q");
        await sender.ScheduleMessageAsync(new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromMinutes(1) }, bus.Time.GetUtcNow().AddHours(1));
        bus.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["a"], Bus.Bodies(await bus.Receiver().PeekMessagesAsync(1)));
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await Bus.TakeAsync(bus.Receiver()));
    }

    [Fact]
    public async Task A_deferred_message_expires_too()
    {
        await using var bus = await StartAsync();
        await bus.Client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("a") { TimeToLive = TimeSpan.FromMinutes(1) });
        var message = await Bus.OneAsync(bus.Receiver());
        await bus.Receiver().DeferMessageAsync(message);
        bus.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, await Bus.ReasonAsync(() => bus.Receiver().ReceiveDeferredMessageAsync(message.SequenceNumber)));
    }

    private static async Task<Bus> StartAsync()
    {
        var bus = new Bus();
        await bus.QueueAsync();
        return bus;
    }
}
