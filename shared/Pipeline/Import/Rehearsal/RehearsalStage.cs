using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>
/// Sets up the resolver itself over stores that read what is there and keep what is written in memory: a rehearsal does
/// not guess what the import would do, it does it where nobody sees it.
/// </summary>
public sealed class RehearsalStage(PersonStores stores, ITimelineEntries timeline, DeliveryQueue deliveries, IStoreFaults faults, IntegrationConfig config)
{
    internal ChangeResolver Resolver(TimeProvider time)
    {
        // Without destinations nothing is emitted; echoes are still known by them.
        var silent = new IntegrationConfig(config.Sources, [], config.Identity, config.Survivorship);
        var emitter = new DeliveryEmitter(deliveries, silent);
        var imagined = new PersonStores(new ImaginedProfiles(stores.Profiles, timeline), new ImaginedIdentities(stores.Identities), new PersonCache());
        var splitter = new PersonSplitter(imagined, new NoCandidates(), emitter, config, time);
        var merger = new PersonMerger(imagined, splitter, emitter, config, time);
        var finder = new PersonFinder(imagined, merger, splitter, config, time);
        return new(new PersonWriter(finder, imagined, new EchoDetector(imagined, config), config), emitter, faults, config);
    }
}
