using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A queue as it is defined.</summary>
public class QueueProperties
{
    internal QueueProperties(QueueDefinition definition)
    {
        Name = definition.Name;
        LockDuration = definition.LockDuration;
        MaxDeliveryCount = definition.MaxDeliveryCount;
        RequiresSession = definition.RequiresSession;
        RequiresDuplicateDetection = definition.RequiresDuplicateDetection;
        DuplicateDetectionHistoryTimeWindow = definition.DuplicateDetectionHistoryTimeWindow;
        DefaultMessageTimeToLive = definition.DefaultMessageTimeToLive ?? TimeSpan.MaxValue;
        DeadLetteringOnMessageExpiration = definition.DeadLetteringOnMessageExpiration;
    }

    public string Name { get; }

    public TimeSpan LockDuration { get; }

    public int MaxDeliveryCount { get; }

    public bool RequiresSession { get; }

    public bool RequiresDuplicateDetection { get; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; }

    public TimeSpan DefaultMessageTimeToLive { get; }

    public bool DeadLetteringOnMessageExpiration { get; }
}
