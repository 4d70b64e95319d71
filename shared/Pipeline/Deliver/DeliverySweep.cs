using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>
/// Wakes every shard that has work: after a crash between a row and its poke nobody else would. Safe to run at any time
/// and twice, for a poke without work is no work.
/// </summary>
public sealed class DeliverySweep(DeliveryQueue queue, IntegrationConfig config)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var shards = config.Destinations.SelectMany(d => Enumerable.Range(0, d.Settings.Shards).Select(n => new Ports.WorkShard(d.Settings.Key, n)));
        var pending = await queue.Work.PendingAsync(shards, cancellationToken);
        foreach (var shard in pending)
        {
            await queue.Pokes.PokeAsync(shard, null, cancellationToken);
        }

        return pending.Count;
    }

    /// <summary>Lets a paused destination work again.</summary>
    public async Task ResumeAsync(ConfiguredDestination destination, CancellationToken cancellationToken)
    {
        for (var n = 0; n < destination.Settings.Shards; n++)
        {
            var shard = new Ports.WorkShard(destination.Settings.Key, n);
            var state = await queue.Work.LoadStateAsync(shard, cancellationToken);
            await queue.Work.SaveStateAsync(shard, state with { Failures = 0, BlockedUntil = default, PausedBecause = null }, cancellationToken);
            await queue.Pokes.PokeAsync(shard, null, cancellationToken);
        }
    }
}
