using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Queues;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class QueuedChanges : IAsyncLifetime
{
    private Store? _store;

    private Store Store => _store ?? throw new InvalidOperationException("The store has not been started.");

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _store = await Store.StartAsync();
        await _store.CreateQueuesAsync();
    }

    public Task DisposeAsync() => Store.RemoveAsync();

    [Fact]
    public async Task A_few_changes_are_one_message_of_one_operation_and_come_back_the_same()
    {
        var changes = Enumerable.Range(0, 20).Select(i => People.Change($"c{i}", i)).ToList();
        var before = Store.Totals.QueueOperations;

        await Store.Changes.SendAsync(changes, "request-1", None);

        var message = Assert.Single(await PeekAsync(QueueNames.Changes));
        Assert.Equal(before + 1, Store.Totals.QueueOperations);
        Assert.Equal(("request-1", "application/json"), (message.MessageId, message.ContentType));
        Assert.Empty(message.ApplicationProperties);
        var read = ChangeMessage.Read(message.Body);
        Assert.Equal(changes.Select(c => c.Id), read.Select(c => c.Id));
        Assert.Equal(changes[3].Fields, read[3].Fields);
        Assert.Equal(changes[3].OccurredAt, read[3].OccurredAt);
    }

    [Fact]
    public void A_body_leaves_letters_of_every_language_readable()
    {
        var change = People.Change("vélo-Łódź<1>&'2'", 1);

        var body = Encoding.UTF8.GetString(ChangeMessage.Pack([change, change])[0].Span);

        var json = JsonSerializer.Serialize(change, CoreJson.Relaxed.Change);
        Assert.Equal($"[{json},{json}]", body);
        Assert.Contains("vélo-Łódź<1>&'2'", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_changes_are_packed_in_order_into_messages_of_one_billing_unit()
    {
        var changes = Enumerable.Range(0, 30).Select(i => Sized($"c{i}", 10_000)).ToList();

        await Store.Changes.SendAsync(changes, "request-2", None);

        var messages = await PeekAsync(QueueNames.Changes);
        Assert.Equal(["request-2", "request-2-1", "request-2-2", "request-2-3", "request-2-4", "request-2-5"], messages.Select(m => m.MessageId));
        Assert.All(messages, m => Assert.InRange(m.Body.ToMemory().Length, 1, ChangeMessage.PackBytes));
        Assert.Equal(changes.Select(c => c.Id), messages.SelectMany(m => ChangeMessage.Read(m.Body)).Select(c => c.Id));
    }

    [Fact]
    public async Task A_large_change_has_a_message_of_its_own()
    {
        await Store.Changes.SendAsync([Sized("small", 10), Sized("large", 200_000), Sized("small too", 10)], "request-3", None);

        var messages = await PeekAsync(QueueNames.Changes);
        Assert.Equal(["small", "large", "small too"], messages.Select(m => Assert.Single(ChangeMessage.Read(m.Body)).Id));
    }

    [Fact]
    public async Task A_change_that_fits_no_message_is_named_and_nothing_is_sent()
    {
        var changes = new[] { Sized("a", 10), Sized("b", 250_000), Sized("c", 10), Sized("d", 300_000) };

        var error = await Assert.ThrowsAsync<TooLargeException>(() => Store.Changes.SendAsync(changes, "request-4", None));

        Assert.Equal([1, 3], error.Indexes);
        Assert.Empty(await PeekAsync(QueueNames.Changes));
    }

    [Fact]
    public async Task No_changes_are_no_message()
    {
        await Store.Changes.SendAsync([], "request-5", None);

        Assert.Empty(await PeekAsync(QueueNames.Changes));
    }

    [Fact]
    public async Task The_trace_goes_along()
    {
        using var activity = new Activity("intake").SetIdFormat(ActivityIdFormat.W3C).Start();

        await Store.Changes.SendAsync([People.Change("c")], "request-6", None);

        Assert.Equal(activity.Id, Assert.Single(await PeekAsync(QueueNames.Changes)).ApplicationProperties["Diagnostic-Id"]);
    }

    [Fact]
    public async Task A_message_put_off_comes_again_later_under_a_name_of_its_own()
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(100);
        await Store.Changes.SendAsync([People.Change("c")], "request-7", None);
        var original = Assert.Single(await PeekAsync(QueueNames.Changes));

        await Store.Changes.RescheduleAsync(original.Body.ToMemory(), original.MessageId, 1, at, None);
        await Store.Changes.RescheduleAsync(original.Body.ToMemory(), "request-7-r1", 2, at, None);

        var later = (await PeekAsync(QueueNames.Changes)).Skip(1).ToList();
        Assert.Equal(["request-7-r1", "request-7-r2"], later.Select(m => m.MessageId));
        Assert.Equal([1, 2], later.Select(ServiceBusChangeQueue.AttemptOf));
        Assert.All(later, m => Assert.Equal((at, original.Body.ToString()), (m.ScheduledEnqueueTime, m.Body.ToString())));
        Assert.Equal(0, ServiceBusChangeQueue.AttemptOf(original));
    }

    [Fact]
    public async Task A_poke_goes_to_the_session_of_its_shard_now_or_later()
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(100);

        await Store.Pokes.PokeAsync(new("crm-back", 2), null, None);
        await Store.Pokes.PokeAsync(new("crm-back", 2), at, None);

        var pokes = await PeekAsync(QueueNames.Deliveries);
        Assert.Equal(["crm-back-2", "crm-back-2"], pokes.Select(p => p.SessionId));
        Assert.Equal(at, pokes[1].ScheduledEnqueueTime);
        Assert.Equal(ServiceBusMessageState.Active, pokes[0].State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"id":null,"source":"crm","record":{"object":"contact","key":"1"},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z"}]""")]
    [InlineData("""[{"id":"1","source":"crm","record":{"object":"contact","key":null},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z"}]""")]
    [InlineData("""[{"id":"1","source":"crm","record":{"object":"contact","key":"1"},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z","identifiers":null}]""")]
    [InlineData("""[{"id":"1","source":"crm","record":{"object":"contact","key":"1"},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z","identifiers":[{"type":"email"}]}]""")]
    [InlineData("""[{"id":"1","source":"crm","record":{"object":"contact","key":"1"},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z","fields":[{"value":1}]}]""")]
    [InlineData("""[{"id":"1","source":"crm","record":{"object":"contact","key":"1"},"kind":0,"occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z","consents":[null]}]""")]
    public void A_body_that_holds_anything_but_whole_changes_is_not_read(string body) =>
        Assert.Throws<JsonException>(() => ChangeMessage.Read(BinaryData.FromString(body)));

    [Fact]
    public async Task Dead_letters_are_listed_in_pages_without_their_bodies_and_sent_again()
    {
        for (var i = 0; i < 3; i++)
        {
            await Store.Changes.SendAsync([People.Change($"c{i}")], $"m{i}", None);
        }

        await using var receiver = Store.Get<ServiceBusClient>().CreateReceiver(QueueNames.Changes);
        foreach (var message in await receiver.ReceiveMessagesAsync(10))
        {
            await receiver.DeadLetterMessageAsync(message, "NotAChange", "why");
        }

        var queues = Store.Get<IQueueAdmin>();
        var first = await queues.DeadLettersAsync(QueueNames.Changes, 0, 2, None);
        Assert.NotNull(first);
        Assert.Equal([("m0", "NotAChange", "why"), ("m1", "NotAChange", "why")], first.Select(d => (d.MessageId, d.Reason, d.Description)));
        Assert.All(first, d => Assert.InRange(d.Bytes, 100, 10_000));
        Assert.Equal(["m2"], (await queues.DeadLettersAsync(QueueNames.Changes, first[1].Sequence + 1, 10, None))!.Select(d => d.MessageId));
        Assert.Null(await queues.DeadLettersAsync("nowhere", 0, 10, None));

        Assert.Equal(3, await queues.ReplayDeadLettersAsync(QueueNames.Changes, None));

        Assert.Empty((await queues.DeadLettersAsync(QueueNames.Changes, 0, 10, None))!);
        Assert.Equal(["c0", "c1", "c2"], (await PeekAsync(QueueNames.Changes)).SelectMany(m => ChangeMessage.Read(m.Body)).Select(c => c.Id));
        Assert.Equal(0, await queues.ReplayDeadLettersAsync(QueueNames.Changes, None));
    }

    private static Change Sized(string id, int bytes) =>
        People.Change(id) with { Fields = [new("notes", FieldValue.Text(new string('n', bytes)))] };

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(string queue)
    {
        await using var receiver = Store.Get<ServiceBusClient>().CreateReceiver(queue);
        return await receiver.PeekMessagesAsync(100);
    }
}
