using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>
/// Sets up the resolver itself over stores that read what is there and keep what is written in memory: a rehearsal does
/// not guess what the import would do, it does it where nobody sees it.
/// </summary>
public sealed class RehearsalStage(PersonStores stores, ITimelineEntries timeline, DeliveryQueue deliveries, RehearsalRules rules, IntegrationConfig config)
{
    internal ChangeResolver Resolver(TimeProvider time)
    {
        // Without destinations nothing is emitted; echoes are still known by them.
        var silent = new IntegrationConfig(config.Sources, [], config.Identity, config.Survivorship);
        var emitter = new DeliveryEmitter(deliveries, silent);
        var imagined = new PersonStores(new ImaginedProfiles(stores.Profiles, timeline), new ImaginedIdentities(stores.Identities), new PersonCache());
        var merger = new PersonMerger(imagined, emitter, config, time);
        var finder = new PersonFinder(imagined, merger, rules.Ties, time);

        // What is not tied in a rehearsal is nothing to alert anybody of.
        var refused = new RefusedTies(imagined, config, meter: null, NullLogger<RefusedTies>.Instance);
        var ties = new CommittedTies(finder, rules.Ties, imagined, refused);
        return new(new PersonWriter(finder, ties, imagined, new EchoDetector(imagined, config), config), households: null, emitter, rules.Faults, config);
    }
}

/// <summary>What a rehearsal decides by, as the app does.</summary>
public sealed record RehearsalRules(IdentifierTies Ties, IStoreFaults Faults);
