using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Queues;

/// <summary>Looks into the two queues. On Azure reading the depths takes the Manage right (Azure Service Bus Data Owner).</summary>
internal sealed class ServiceBusQueueAdmin(ServiceBusClient client, ServiceBusAdministrationClient admin, TimeProvider time) : IQueueAdmin
{
    private const int BatchSize = 100;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);
    private static readonly ServiceBusReceiverOptions DeadLetters = new() { SubQueue = SubQueue.DeadLetter };
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

    public async Task<IReadOnlyList<DeadLetter>?> DeadLettersAsync(string queue, long from, int limit, CancellationToken cancellationToken)
    {
        if (!Names.Contains(queue))
        {
            return null;
        }

        await using var receiver = client.CreateReceiver(queue, DeadLetters);
        var letters = new List<DeadLetter>();
        while (letters.Count < limit && await receiver.PeekMessagesAsync(limit - letters.Count, from, cancellationToken) is { Count: > 0 } dead)
        {
            letters.AddRange(dead.Select(Describe));
            from = dead[^1].SequenceNumber + 1;
        }

        return letters;
    }

    public async Task<int?> ReplayDeadLettersAsync(string queue, CancellationToken cancellationToken)
    {
        if (!Names.Contains(queue))
        {
            return null;
        }

        // One that dies again while the others go must not be sent round and round.
        var most = (await admin.GetQueueRuntimePropertiesAsync(queue, cancellationToken)).Value.DeadLetterMessageCount;
        await using var receiver = client.CreateReceiver(queue, DeadLetters);
        await using var sender = client.CreateSender(queue);
        var replayed = 0;
        while (replayed < most
            && await receiver.ReceiveMessagesAsync((int)Math.Min(BatchSize, most - replayed), MaxWait, cancellationToken) is { Count: > 0 } dead)
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

    private static DeadLetter Describe(ServiceBusReceivedMessage dead) => new(
        dead.SequenceNumber,
        dead.MessageId,
        dead.DeadLetterReason ?? "",
        dead.DeadLetterErrorDescription,
        dead.EnqueuedTime,
        dead.DeliveryCount,
        dead.Body.ToMemory().Length);

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
