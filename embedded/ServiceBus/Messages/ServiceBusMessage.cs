using System.Diagnostics.CodeAnalysis;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message to send. Limits are checked where Service Bus checks them: ids here, sizes at the sender.</summary>
[SuppressMessage("Design", "CA1724", Justification = "The official name.")]
public class ServiceBusMessage
{
    private const int MaxIdLength = 128;

    public ServiceBusMessage() : this(default(ReadOnlyMemory<byte>))
    {
    }

    public ServiceBusMessage(string body) : this(new BinaryData(body))
    {
    }

    public ServiceBusMessage(ReadOnlyMemory<byte> body) : this(BinaryData.FromBytes(body))
    {
    }

    public ServiceBusMessage(BinaryData body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
    }

    /// <summary>Copies what was sent, not what the broker added (sequence number, lock, delivery count, dead-letter reason).</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage)
    {
        ArgumentNullException.ThrowIfNull(receivedMessage);
        var source = receivedMessage;
        Body = source.Body;
        MessageIdOrNull = source.MessageId;
        _sessionId = source.SessionId;
        _partitionKey = source.PartitionKey;
        TransactionPartitionKey = source.TransactionPartitionKey;
        _replyToSessionId = source.ReplyToSessionId;
        CorrelationId = source.CorrelationId;
        Subject = source.Subject;
        ContentType = source.ContentType;
        To = source.To;
        ReplyTo = source.ReplyTo;
        _timeToLive = source.TimeToLive;
        ScheduledEnqueueTime = source.ScheduledEnqueueTime;
        foreach (var (name, value) in source.ApplicationProperties)
        {
            if (name is not (ServiceBusReceivedMessage.ReasonProperty or ServiceBusReceivedMessage.DescriptionProperty))
            {
                ApplicationProperties[name] = value;
            }
        }
    }

    private TimeSpan _timeToLive = TimeSpan.MaxValue;
    private string? _sessionId;
    private string? _partitionKey;
    private string? _replyToSessionId;

    public BinaryData Body { get; set; }

    /// <summary>At most 128 characters. The broker gives an id to a message that has none.</summary>
    /// <exception cref="ArgumentException">Null, empty or longer than 128 characters.</exception>
    [AllowNull]
    public string MessageId
    {
        get => MessageIdOrNull!;
        set
        {
            if (string.IsNullOrEmpty(value) || value.Length > MaxIdLength)
            {
                throw new ArgumentException("MessageIdIsNullOrEmptyOrOverMaxValue: a MessageId has 1 to 128 characters.", nameof(value));
            }

            MessageIdOrNull = value;
        }
    }

    internal string? MessageIdOrNull { get; private set; }

    /// <summary>At most 128 characters; the same as <see cref="SessionId"/> where both are set.</summary>
    public string? PartitionKey
    {
        get => _partitionKey;
        set
        {
            ThrowIfTooLong(value, nameof(PartitionKey));
            if (value is not null && _sessionId is not null && value != _sessionId)
            {
                throw new ArgumentOutOfRangeException(nameof(PartitionKey), $"PartitionKey:{value} cannot be set to a different value than SessionId:{_sessionId}.");
            }

            _partitionKey = value;
        }
    }

    public string? TransactionPartitionKey { get; set; }

    /// <summary>At most 128 characters; required by a queue with sessions.</summary>
    public string? SessionId
    {
        get => _sessionId;
        set
        {
            ThrowIfTooLong(value, nameof(SessionId));
            if (value is not null && _partitionKey is not null && value != _partitionKey)
            {
                _partitionKey = value;
            }

            _sessionId = value;
        }
    }

    public string? ReplyToSessionId
    {
        get => _replyToSessionId;
        set
        {
            ThrowIfTooLong(value, nameof(ReplyToSessionId));
            _replyToSessionId = value;
        }
    }

    /// <summary>Positive. A longer life than the queue's DefaultMessageTimeToLive is silently shortened to it.</summary>
    public TimeSpan TimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _timeToLive = value;
        }
    }

    public string? CorrelationId { get; set; }

    public string? Subject { get; set; }

    public string? To { get; set; }

    public string? ContentType { get; set; }

    public string? ReplyTo { get; set; }

    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>Values are the types that AMQP carries: numbers, bool, char, string, Guid, Uri, DateTime, DateTimeOffset, TimeSpan, byte[].</summary>
    public IDictionary<string, object> ApplicationProperties { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public override string ToString() => $"{{MessageId:{MessageIdOrNull}}}";

    private static void ThrowIfTooLong(string? value, string property)
    {
        if (value is { Length: > MaxIdLength })
        {
            throw new ArgumentOutOfRangeException(property, $"{property} has {value.Length} characters; at most {MaxIdLength} are allowed.");
        }
    }
}
