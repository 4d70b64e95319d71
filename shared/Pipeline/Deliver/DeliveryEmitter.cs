using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Enters the work "this destination should know this person's newest state" and wakes the workers.</summary>
public sealed class DeliveryEmitter(DeliveryQueue queue, IntegrationConfig config)
{
    public async Task EmitAsync(IReadOnlyCollection<(ProfileId Person, DateTimeOffset ChangedAt)> persons, CancellationToken cancellationToken)
    {
        if (config.Destinations.Count == 0 || persons.Count == 0)
        {
            return;
        }

        var items = config.Destinations
            .SelectMany(d => persons.Select(p => new WorkItem(ShardOf(d, p.Person), p.Person, p.ChangedAt)))
            .GroupBy(i => (i.Shard, i.Profile))
            .Select(g => g.MinBy(i => i.ChangedAt)!)
            .ToList();
        await queue.Work.UpsertAsync(items, cancellationToken);
        await Task.WhenAll(items.Select(i => i.Shard).Distinct().Select(s => queue.Pokes.PokeAsync(s, null, cancellationToken)));
    }

    private static WorkShard ShardOf(ConfiguredDestination destination, ProfileId person) =>
        new(destination.Settings.Key, person.Value.ToByteArray()[^1] % destination.Settings.Shards);
}

/// <summary>Work that waits, and the pokes that wake its workers.</summary>
public sealed record DeliveryQueue(IWorkStore Work, IPokeQueue Pokes);
