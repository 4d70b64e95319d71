using System.Collections.ObjectModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as the broker hands it out. DeliveryCount is 1 at the first delivery and 0 on a peeked message.</summary>
public class ServiceBusReceivedMessage
{
    internal const string ReasonProperty = "DeadLetterReason";
    internal const string DescriptionProperty = "DeadLetterErrorDescription";

    internal ServiceBusReceivedMessage()
    {
    }

    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = ReadOnlyDictionary<string, object>.Empty;

    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    public string? ContentType { get; internal init; }

    public string? CorrelationId { get; internal init; }

    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DescriptionProperty) as string;

    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(ReasonProperty) as string;

    /// <summary>Set only where a dead-letter queue is auto-forwarded, so never here.</summary>
    public string? DeadLetterSource { get; internal init; }

    public int DeliveryCount { get; internal init; }

    public long EnqueuedSequenceNumber { get; internal init; }

    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>EnqueuedTime + TimeToLive; DateTimeOffset.MaxValue where the message does not expire.</summary>
    public DateTimeOffset ExpiresAt =>
        TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>Until when a peek-locked message is this receiver's; RenewMessageLockAsync moves it.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    public string LockToken => LockTokenGuid.ToString();

    internal Guid LockTokenGuid { get; init; }

    public string MessageId { get; internal init; } = "";

    public string? PartitionKey { get; internal init; }

    public string? ReplyTo { get; internal init; }

    public string? ReplyToSessionId { get; internal init; }

    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    public long SequenceNumber { get; internal init; }

    public string? SessionId { get; internal init; }

    public ServiceBusMessageState State { get; internal init; }

    public string? Subject { get; internal init; }

    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    public string? To { get; internal init; }

    public string? TransactionPartitionKey { get; internal init; }

    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
