using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>The queue <c>changes</c>.</summary>
public interface IChangeQueue
{
    /// <summary>Returns when the changes are durable. Changes are packed into as few messages as their size allows.</summary>
    /// <param name="messageId">Stable across the vendor's retries of the same request, at most 100 characters: the broker drops a repetition.</param>
    Task SendAsync(IReadOnlyList<Change> changes, string messageId, CancellationToken cancellationToken);
}

/// <summary>The queue <c>deliveries</c>: a poke wakes the worker of one shard of one destination.</summary>
public interface IPokeQueue
{
    /// <param name="at">When the poke should arrive; null: at once.</param>
    Task PokeAsync(WorkShard shard, DateTimeOffset? at, CancellationToken cancellationToken);
}

/// <summary>One partition of a destination's work. At most one worker at a time speaks for it.</summary>
public readonly record struct WorkShard(string Destination, int Shard)
{
    public string SessionId => $"{Destination}-{Shard}";

    public static bool TryParse(string? sessionId, out WorkShard shard)
    {
        shard = default;
        var dash = sessionId?.LastIndexOf('-') ?? -1;
        if (dash < 1 || !int.TryParse(sessionId.AsSpan(dash + 1), out var number))
        {
            return false;
        }

        shard = new(sessionId![..dash], number);
        return true;
    }
}
