using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyWork(IWorkStore store, PortFaults faults) : IWorkStore
{
    public Task UpsertAsync(IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.UpsertAsync(items, cancellationToken));

    public Task<IReadOnlyList<StoredWork>> ReadAsync(WorkShard shard, int max, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.ReadAsync(shard, max, cancellationToken));

    public Task CompleteAsync(WorkShard shard, IReadOnlyCollection<StoredWork> done, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.CompleteAsync(shard, done, cancellationToken));

    public Task<IReadOnlyList<WorkShard>> PendingAsync(IEnumerable<WorkShard> shards, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.PendingAsync(shards, cancellationToken));

    public Task<ShardState> LoadStateAsync(WorkShard shard, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.LoadStateAsync(shard, cancellationToken));

    public Task SaveStateAsync(WorkShard shard, ShardState state, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.SaveStateAsync(shard, state, cancellationToken));
}
