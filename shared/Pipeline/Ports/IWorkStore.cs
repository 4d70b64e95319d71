using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>
/// Table <c>deliveries</c>: one row for each person that a destination must be told of. A burst of changes to one person
/// is one row.
/// </summary>
public interface IWorkStore
{
    /// <summary>Adds the rows, or marks those that exist as changed again.</summary>
    Task UpsertAsync(IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="max"/> rows of the shard.</summary>
    Task<IReadOnlyList<StoredWork>> ReadAsync(WorkShard shard, int max, CancellationToken cancellationToken);

    /// <summary>Deletes rows that have not been marked again since they were read.</summary>
    Task CompleteAsync(WorkShard shard, IReadOnlyCollection<StoredWork> done, CancellationToken cancellationToken);

    /// <summary>Shards that have rows: for the sweep that pokes what a crash left unpoked.</summary>
    Task<IReadOnlyList<WorkShard>> PendingAsync(IEnumerable<WorkShard> shards, CancellationToken cancellationToken);

    Task<ShardState> LoadStateAsync(WorkShard shard, CancellationToken cancellationToken);

    Task SaveStateAsync(WorkShard shard, ShardState state, CancellationToken cancellationToken);
}

/// <param name="ChangedAt">When the change that made the work was received, for the time from change to destination.</param>
public sealed record WorkItem(WorkShard Shard, ProfileId Profile, DateTimeOffset ChangedAt);

public sealed record StoredWork(ProfileId Profile, DateTimeOffset ChangedAt, string ETag);

/// <summary>What a shard's worker must remember between pokes.</summary>
/// <param name="Failures">Unavailable answers in a row, for the back-off.</param>
/// <param name="BlockedUntil">No call before this moment.</param>
/// <param name="WindowStart">Start of the current rate window.</param>
/// <param name="UsedInWindow">Calls made in it.</param>
/// <param name="WakeAt">A poke is on its way for this moment, so that a burst during a pause does not arrange one each.</param>
/// <param name="PausedBecause">Why nothing is sent until someone mends it; null while it runs.</param>
public sealed record ShardState(
    int Failures = 0,
    DateTimeOffset BlockedUntil = default,
    DateTimeOffset WindowStart = default,
    int UsedInWindow = 0,
    string? PausedBecause = null,
    DateTimeOffset WakeAt = default);
