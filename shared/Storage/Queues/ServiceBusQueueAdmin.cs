using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Queues;

/// <summary>Looks into the two queues. On Azure reading the depths takes the Manage right (Azure Service Bus Data Owner).</summary>
internal sealed class ServiceBusQueueAdmin(ServiceBusClient client, ServiceBusAdministrationClient admin, TimeProvider time) : IQueueAdmin
{
    private const int BatchSize = 100;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);
    private static readonly string[] Names = [QueueNames.Changes, QueueNames.Deliveries];

    public async Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellationToken)
    {
        var depths = new List<QueueDepth>();
        foreach (var name in Names)
        {
            var properties = (await admin.GetQueueRuntimePropertiesAsync(name, cancellationToken)).Value;
            depths.Add(new(name, properties.ActiveMessageCount, properties.ScheduledMessageCount, properties.DeadLetterMessageCount));
        }

        return depths;
    }

    public async Task<int?> ReplayDeadLettersAsync(string queue, CancellationToken cancellationToken)
    {
        if (!Names.Contains(queue))
        {
            return null;
        }

        await using var receiver = client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        await using var sender = client.CreateSender(queue);
        var replayed = 0;
        while (await receiver.ReceiveMessagesAsync(BatchSize, MaxWait, cancellationToken) is { Count: > 0 } dead)
        {
            foreach (var message in dead)
            {
                await sender.SendMessageAsync(Again(message), cancellationToken);
                await receiver.CompleteMessageAsync(message, cancellationToken);
                replayed++;
            }
        }

        return replayed;
    }

    /// <summary>The same content under a new id, since duplicate detection would drop the old one.</summary>
    private ServiceBusMessage Again(ServiceBusReceivedMessage dead)
    {
        var id = $"{time.GetUtcNow().UtcTicks}-{dead.MessageId}";
        var message = new ServiceBusMessage(dead.Body) { MessageId = id.Length <= 128 ? id : id[..128], ContentType = dead.ContentType };
        if (dead.SessionId is { } session)
        {
            message.SessionId = session;
        }

        return message;
    }
}
