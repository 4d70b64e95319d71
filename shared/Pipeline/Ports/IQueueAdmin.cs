namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Looks into the queues and sends dead letters back.</summary>
public interface IQueueAdmin
{
    Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellationToken);

    /// <summary>The queue's dead letters, oldest first, without their bodies; null where there is no such queue.</summary>
    /// <param name="from">The lowest sequence number to show.</param>
    Task<IReadOnlyList<DeadLetter>?> DeadLettersAsync(string queue, long from, int limit, CancellationToken cancellationToken);

    /// <summary>Sends the dead letters that are there now to the queue again.</summary>
    /// <returns>How many; null where there is no such queue.</returns>
    Task<int?> ReplayDeadLettersAsync(string queue, CancellationToken cancellationToken);
}

/// <param name="Sequence">The broker's number, which orders them.</param>
/// <param name="Deliveries">How often it was given to a worker.</param>
/// <param name="Bytes">Size of the body.</param>
public sealed record DeadLetter(long Sequence, string MessageId, string Reason, string? Description, DateTimeOffset EnqueuedAt, int Deliveries, int Bytes);

public sealed record QueueDepth(string Queue, long Active, long Scheduled, long DeadLetters);
