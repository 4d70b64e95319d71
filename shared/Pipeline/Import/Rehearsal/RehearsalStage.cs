using Microsoft.Extensions.Logging.Abstractions;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;

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
        var silent = new IntegrationConfig(config.Sources, [], config.Identity, config.Survivorship) { Matching = config.Matching };
        var emitter = new DeliveryEmitter(deliveries, silent);
        var imagined = new PersonStores(new ImaginedProfiles(stores.Profiles, timeline), new ImaginedIdentities(stores.Identities), new PersonCache());
        var candidates = new ImaginedCandidates(rules.Ports.Candidates);
        var splitter = new PersonSplitter(imagined, candidates, emitter, config, time);
        var merger = new PersonMerger(imagined, splitter, emitter, config, time);
        var finder = new PersonFinder(imagined, merger, splitter, rules.Ties, time);
        var desk = new PersonDesk(imagined, finder, merger, new SplitDesk(imagined, finder, splitter, config, time), emitter);

        // What is not tied in a rehearsal is nothing to alert anybody of.
        var refused = new RefusedTies(imagined, config, meter: null, NullLogger<RefusedTies>.Instance);
        var ties = new CommittedTies(finder, rules.Ties, imagined, refused, Matching(new(imagined, desk, finder, candidates), time));
        return new(new PersonWriter(finder, ties, imagined, new EchoDetector(imagined, config), config), emitter, rules.Faults, config);
    }

    private RecordMatching Matching(Imagined imagined, TimeProvider time)
    {
        var meter = new MatchMeter(NullLogger<MatchMeter>.Instance);
        var terms = new TermLedger(new ImaginedTerms(rules.Ports.Terms), time, NullLogger<TermLedger>.Instance);
        var search = new CandidateSearch(imagined.Candidates, imagined.Stores, imagined.Finder, meter);
        var reviews = new ReviewOpener(new ImaginedReviews(rules.Ports.Reviews), time);
        var marks = new MarkKeeper(imagined.Stores, search, imagined.Candidates, config);
        return new(search, new MatchActs(imagined.Desk, search, terms, reviews, meter), terms, marks, config);
    }

    private sealed record Imagined(PersonStores Stores, PersonDesk Desk, PersonFinder Finder, ICandidateStore Candidates);
}

/// <summary>What a rehearsal decides by, as the app does.</summary>
public sealed record RehearsalRules(IdentifierTies Ties, IStoreFaults Faults, RehearsalPorts Ports);

/// <summary>What the matching reads and writes.</summary>
public sealed record RehearsalPorts(ICandidateStore Candidates, ITermStore Terms, IReviewStore Reviews);
