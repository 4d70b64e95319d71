namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>What a queue is, with the service's defaults. DefaultMessageTimeToLive null means that messages do not expire.</summary>
internal sealed record QueueDefinition(string Name)
{
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; init; } = 10;

    public bool RequiresSession { get; init; }

    public bool RequiresDuplicateDetection { get; init; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan? DefaultMessageTimeToLive { get; init; }

    public bool DeadLetteringOnMessageExpiration { get; init; }

    public static bool IsValidName(string? name) => name is { Length: > 0 and <= 260 }
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/')
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
}
