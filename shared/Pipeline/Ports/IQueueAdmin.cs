namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Looks into the queues and sends dead letters back.</summary>
public interface IQueueAdmin
{
    Task<IReadOnlyList<QueueDepth>> DepthsAsync(CancellationToken cancellationToken);

    /// <summary>Sends every dead letter of the queue to the queue again.</summary>
    /// <returns>How many; null where there is no such queue.</returns>
    Task<int?> ReplayDeadLettersAsync(string queue, CancellationToken cancellationToken);
}

public sealed record QueueDepth(string Queue, long Active, long Scheduled, long DeadLetters);
