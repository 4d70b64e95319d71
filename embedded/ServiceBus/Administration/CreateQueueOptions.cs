using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What to create. Defaults and ranges are the service's: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas.</summary>
public class CreateQueueOptions
{
    private TimeSpan _lockDuration = TimeSpan.FromMinutes(1);
    private TimeSpan _window = TimeSpan.FromMinutes(1);
    private TimeSpan _timeToLive = TimeSpan.MaxValue;
    private int _maxDeliveryCount = 10;
    private string _name = "";

    public CreateQueueOptions(string name)
    {
        Name = name;
    }

    public string Name
    {
        get => _name;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(Name));
            _name = QueueDefinition.IsValidName(value) ? value : throw new ArgumentException($"'{value}' is not a queue name.", nameof(Name));
        }
    }

    /// <summary>5 seconds to 5 minutes. Default 1 minute.</summary>
    public TimeSpan LockDuration
    {
        get => _lockDuration;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(5), nameof(LockDuration));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(5), nameof(LockDuration));
            _lockDuration = value;
        }
    }

    /// <summary>At least 1. Default 10.</summary>
    public int MaxDeliveryCount
    {
        get => _maxDeliveryCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxDeliveryCount));
            _maxDeliveryCount = value;
        }
    }

    public bool RequiresSession { get; set; }

    public bool RequiresDuplicateDetection { get; set; }

    /// <summary>20 seconds to 7 days. Default 1 minute.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow
    {
        get => _window;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(20), nameof(DuplicateDetectionHistoryTimeWindow));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(7), nameof(DuplicateDetectionHistoryTimeWindow));
            _window = value;
        }
    }

    /// <summary>At least 1 second. Default: messages do not expire.</summary>
    public TimeSpan DefaultMessageTimeToLive
    {
        get => _timeToLive;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1), nameof(DefaultMessageTimeToLive));
            _timeToLive = value;
        }
    }

    public bool DeadLetteringOnMessageExpiration { get; set; }

    internal QueueDefinition ToDefinition() => new(Name)
    {
        LockDuration = LockDuration,
        MaxDeliveryCount = MaxDeliveryCount,
        RequiresSession = RequiresSession,
        RequiresDuplicateDetection = RequiresDuplicateDetection,
        DuplicateDetectionHistoryTimeWindow = DuplicateDetectionHistoryTimeWindow,
        DefaultMessageTimeToLive = DefaultMessageTimeToLive == TimeSpan.MaxValue ? null : DefaultMessageTimeToLive,
        DeadLetteringOnMessageExpiration = DeadLetteringOnMessageExpiration,
    };
}
