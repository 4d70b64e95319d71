using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>How full a queue is now.</summary>
public class QueueRuntimeProperties
{
    internal QueueRuntimeProperties(BrokerQueue queue, QueueCounts counts)
    {
        Name = queue.Definition.Name;
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(queue.CreatedAt);
        ActiveMessageCount = counts.Active;
        DeadLetterMessageCount = counts.DeadLetter;
        ScheduledMessageCount = counts.Scheduled;
    }

    public string Name { get; }

    /// <summary>Includes locked and deferred messages.</summary>
    public long ActiveMessageCount { get; }

    public long DeadLetterMessageCount { get; }

    public long ScheduledMessageCount { get; }

    public long TotalMessageCount => ActiveMessageCount + DeadLetterMessageCount + ScheduledMessageCount;

    public DateTimeOffset CreatedAt { get; }
}
