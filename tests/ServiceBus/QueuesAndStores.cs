using Azure.Core;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Tests.ServiceBus;

public sealed class QueuesAndStores
{
    [Fact]
    public async Task The_file_beside_the_app_defines_its_two_queues()
    {
        await using var bus = new Bus();
        var changes = (await bus.Administration.GetQueueAsync("changes")).Value;
        var deliveries = (await bus.Administration.GetQueueAsync("deliveries")).Value;
        Assert.Equal(
            (TimeSpan.FromMinutes(1), 10, false, true, TimeSpan.FromMinutes(10), TimeSpan.FromDays(14), true),
            (changes.LockDuration, changes.MaxDeliveryCount, changes.RequiresSession, changes.RequiresDuplicateDetection, changes.DuplicateDetectionHistoryTimeWindow, changes.DefaultMessageTimeToLive, changes.DeadLetteringOnMessageExpiration));
        Assert.Equal(
            (TimeSpan.FromMinutes(1), 10, true, false, TimeSpan.FromDays(14), true),
            (deliveries.LockDuration, deliveries.MaxDeliveryCount, deliveries.RequiresSession, deliveries.RequiresDuplicateDetection, deliveries.DefaultMessageTimeToLive, deliveries.DeadLetteringOnMessageExpiration));
    }

    [Fact]
    public async Task Every_file_of_the_store_is_for_its_owner_alone()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "a");

        if (!OperatingSystem.IsWindows())
        {
            var files = Directory.GetFiles(bus.Folder, "queues.db*");
            Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
            foreach (var file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Queues_in_the_connection_string_names_another_file_and_changes_to_it_take_effect()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var file = Path.Combine(bus.Folder, "mine.json");
        await File.WriteAllTextAsync(file, Definition("mine", """{"MaxDeliveryCount": 2}"""));
        Assert.Equal(2, (await NewAdministration(bus, file).GetQueueAsync("mine")).Value.MaxDeliveryCount);
        await File.WriteAllTextAsync(file, Definition("mine", """{"MaxDeliveryCount": 7, "LockDuration": "PT2M"}"""));
        var changed = (await NewAdministration(bus, file).GetQueueAsync("mine")).Value;
        Assert.Equal((7, TimeSpan.FromMinutes(2)), (changed.MaxDeliveryCount, changed.LockDuration));
    }

    [Fact]
    public async Task A_queue_that_holds_messages_cannot_become_a_session_queue()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        await bus.SendAsync("q", "a");
        var file = Path.Combine(bus.Folder, "mine.json");
        await File.WriteAllTextAsync(file, Definition("q", """{"RequiresSession": true}"""));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => NewAdministration(bus, file).GetQueueAsync("q"));
        Assert.Contains("Empty the queue first", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"1 minute"}}]}]}}""")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"PT10M"}}]}]}}""")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"two words"}]}]}}""")]
    [InlineData(null)]
    public async Task Definitions_that_cannot_be_read_are_named_with_their_path(string? content)
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var file = Path.Combine(bus.Folder, "broken.json");
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content);
        }

        var broken = await Assert.ThrowsAsync<InvalidOperationException>(() => NewAdministration(bus, file).QueueExistsAsync("q"));
        Assert.Contains(file, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_forwards_is_refused_and_names_the_package()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var file = Path.Combine(bus.Folder, "forward.json");
        await File.WriteAllTextAsync(file, Definition("q", """{"ForwardTo": "other"}"""));
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => NewAdministration(bus, file).QueueExistsAsync("q"));
        Assert.Contains("AzureSdk=nuget", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queues_are_created_once_found_under_any_case_counted_and_deleted()
    {
        await using var bus = new Bus();
        await bus.QueueAsync("Orders");
        Assert.True((await bus.Administration.QueueExistsAsync("orders")).Value);
        Assert.False((await bus.Administration.QueueExistsAsync("other")).Value);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityAlreadyExists, await Bus.ReasonAsync(() => bus.Administration.CreateQueueAsync("orders")));

        await bus.SendAsync("orders", "a", "b", "c", "d");
        await bus.Client.CreateSender("orders").ScheduleMessageAsync(new ServiceBusMessage("e"), bus.Time.GetUtcNow().AddHours(1));
        var receiver = bus.Receiver("orders");
        await receiver.DeadLetterMessageAsync(await Bus.OneAsync(receiver));
        await Bus.OneAsync(receiver);
        var counts = (await bus.Administration.GetQueueRuntimePropertiesAsync("orders")).Value;
        Assert.Equal((3, 1, 1, 5), (counts.ActiveMessageCount, counts.DeadLetterMessageCount, counts.ScheduledMessageCount, counts.TotalMessageCount));

        Assert.Equal(200, (await bus.Administration.DeleteQueueAsync("orders")).Status);
        Assert.False((await bus.Administration.QueueExistsAsync("orders")).Value);
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => bus.SendAsync("orders", "x")));
    }

    [Fact]
    public async Task A_receive_that_waits_on_a_queue_learns_that_it_was_deleted()
    {
        await using var bus = new Bus();
        var waiting = bus.Client.CreateReceiver(await bus.QueueAsync()).ReceiveMessageAsync();
        await bus.Receiver().PeekMessageAsync();
        await bus.Administration.DeleteQueueAsync("q");
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, await Bus.ReasonAsync(() => waiting));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Cdi=embedded")]
    [InlineData("Cdi=other;Path=x")]
    [InlineData("Cdi=embedded;Path=x;Whatever=1")]
    public void A_connection_string_that_is_not_the_embedded_one_is_refused(string text) =>
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusClient(text));

    [Fact]
    public void A_namespace_in_Azure_is_refused_and_names_the_package()
    {
        var byString = Assert.Throws<NotSupportedException>(() => new ServiceBusClient("Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=v"));
        var byCredential = Assert.Throws<NotSupportedException>(() => new ServiceBusClient("a.servicebus.windows.net", new NoCredential()));
        var administration = Assert.Throws<NotSupportedException>(() => new ServiceBusAdministrationClient("a.servicebus.windows.net", new NoCredential()));
        Assert.All([byString, byCredential, administration], e => Assert.Contains("AzureSdk=nuget", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_named()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var file = Path.Combine(bus.Folder, "a-file");
        await File.WriteAllTextAsync(file, "");
        await using var client = new ServiceBusClient($"Cdi=embedded;Path={file}/sub", new ServiceBusClientOptions(), bus.Time, new StoreRegistry());
        var failed = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Contains(file, failed.Message, StringComparison.Ordinal);
        Assert.Contains("Path=", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_with_what_to_do()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        var folder = Directory.CreateDirectory(Path.Combine(bus.Folder, "damaged")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "queues.db"), new string('x', 5_000));
        await using var client = new ServiceBusClient($"Cdi=embedded;Path={folder}", new ServiceBusClientOptions(), bus.Time, new StoreRegistry());
        var failed = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Contains(Path.Combine(folder, "queues.db"), failed.Message, StringComparison.Ordinal);
        Assert.Contains("backup", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.IsTransient);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_left_alone()
    {
        await using var bus = new Bus();
        await bus.QueueAsync();
        using (var database = new Database(Path.Combine(bus.Folder, "queues.db")))
        {
            database.Execute("PRAGMA user_version=99");
        }

        await using var other = bus.AnotherProcess();
        await Assert.ThrowsAsync<NotSupportedException>(() => other.CreateSender("q").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Fact]
    public void The_model_factory_makes_messages_for_tests()
    {
        var id = Guid.Parse("11111111-2222-3333-4444-555555555555");
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            new BinaryData("x"), "m", sessionId: "s", lockTokenGuid: id, deliveryCount: 3, sequenceNumber: 7, properties: new Dictionary<string, object> { ["DeadLetterReason"] = "r" });
        Assert.Equal(("x", "m", "s", id.ToString(), 3, 7L, "r"), (message.Body.ToString(), message.MessageId, message.SessionId, message.LockToken, message.DeliveryCount, message.SequenceNumber, message.DeadLetterReason));
        Assert.Equal(DateTimeOffset.MaxValue, message.ExpiresAt);
    }

    [Fact]
    public void Exceptions_say_what_where_and_whether_to_retry()
    {
        var busy = new ServiceBusException("Busy.", ServiceBusFailureReason.ServiceBusy, "q");
        Assert.Equal(("Busy. (q - ServiceBusy)", true), (busy.Message, busy.IsTransient));
        Assert.False(new ServiceBusException("Gone.", ServiceBusFailureReason.MessagingEntityNotFound).IsTransient);
    }

    private static ServiceBusAdministrationClient NewAdministration(Bus bus, string file) =>
        new($"{bus.ConnectionString};Queues={file}", bus.Time, new StoreRegistry());

    private static string Definition(string name, string properties) =>
        $$$"""{"UserConfig":{"Namespaces":[{"Name":"n","Queues":[{"Name":"{{{name}}}","Properties":{{{properties}}}}]}]}}""";

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => default;
    }
}
