using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real queue behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyPokes(IPokeQueue queue, PortFaults faults) : IPokeQueue
{
    public Task PokeAsync(WorkShard shard, DateTimeOffset? at, CancellationToken cancellationToken) =>
        faults.CallAsync(() => queue.PokeAsync(shard, at, cancellationToken));
}
