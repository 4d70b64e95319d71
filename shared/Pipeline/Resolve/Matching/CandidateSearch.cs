using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>
/// Finds the persons that a record may belong to. They are read from the store and not from memory: who published before
/// we looked has stored before, and must be seen as they are.
/// </summary>
public sealed class CandidateSearch(ICandidateStore store, PersonStores persons, PersonFinder finder, MatchMeter meter)
{
    /// <summary>So many are loaded whatever they share.</summary>
    private const int Promising = 4;

    /// <summary>Of the others those are not loaded who share one key only, and that with more than so many.</summary>
    private const double LeastShared = 1.0 / 8;

    internal MatchMeter Meter => meter;

    internal async Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var began = MatchMeter.Begin();
        await store.PublishAsync(person, keys, [], cancellationToken);
        meter.Took(MatchStage.Publish, began);
    }

    /// <summary>Whether it is not known yet that the identifier does not tie the person.</summary>
    internal bool IsNews(Identifier identifier, ProfileId person) => !persons.Cache.IsApart(identifier, person);

    /// <summary>The persons under the keys, without the one whose record it is: those first who share the most that is rare.</summary>
    internal async Task<IReadOnlyList<StoredProfile>> FindAsync(
        ProfileId own, IReadOnlyList<string> keys, MatchingPolicy policy, CancellationToken cancellationToken)
    {
        var began = MatchMeter.Begin();
        var postings = await store.FindAsync(keys, policy.PostingCap, cancellationToken);
        meter.LookedUp(postings.Count, postings.Count(p => p.IsCapped));
        began = meter.Took(MatchStage.Look, began);
        var ids = Ranked(own, postings).Take(policy.Candidates).Where((w, i) => i < Promising || w.Value >= LeastShared).Select(w => w.Key).ToList();
        meter.Loaded(ids.Count);
        var loaded = await Task.WhenAll(ids.Select(id => CurrentAsync(id, cancellationToken)));
        meter.Took(MatchStage.Load, began);
        var found = new Dictionary<ProfileId, StoredProfile>();
        foreach (var (id, person) in ids.Zip(loaded))
        {
            if (person.Profile.Id != id)
            {
                await RepairAsync(id, person.Profile, postings, cancellationToken);
            }

            if (person.Profile.Id != own && person.Profile.Status == ProfileStatus.Active)
            {
                found.TryAdd(person.Profile.Id, person);
            }
        }

        return [.. found.Values];
    }

    /// <summary>The person behind an id as stored now: whoever they became part of, with every merge on the way finished.</summary>
    internal Task<StoredProfile> CurrentAsync(ProfileId id, CancellationToken cancellationToken) => finder.FollowAsync(id, fresh: true, cancellationToken);

    /// <summary>The person behind an id as last known here; who stores them finds out whether they are so still.</summary>
    internal Task<StoredProfile> FollowAsync(ProfileId id, CancellationToken cancellationToken) => finder.FollowAsync(id, fresh: false, cancellationToken);

    /// <summary>What many share says little: a key counts for as much as it has few persons, and a capped one only beside another.</summary>
    private static IEnumerable<KeyValuePair<ProfileId, double>> Ranked(ProfileId own, IReadOnlyList<Posting> postings)
    {
        var weights = new Dictionary<ProfileId, double>();
        foreach (var posting in postings.OrderBy(p => p.IsCapped))
        {
            foreach (var person in posting.Persons)
            {
                if (person != own && (!posting.IsCapped || weights.ContainsKey(person)))
                {
                    weights[person] = weights.GetValueOrDefault(person) + (1.0 / posting.Persons.Count);
                }
            }
        }

        return weights.OrderByDescending(w => w.Value).ThenBy(w => w.Key);
    }

    /// <summary>The survivor takes the place of one who was merged, so that redirects do not fill a key.</summary>
    private async Task RepairAsync(ProfileId merged, Profile survivor, IReadOnlyList<Posting> postings, CancellationToken cancellationToken)
    {
        var keys = postings.Where(p => p.Persons.Contains(merged)).Select(p => p.Key).ToList();
        var missing = postings.Where(p => p.Persons.Contains(merged) && !p.Persons.Contains(survivor.Id)).Select(p => p.Key).ToList();
        await store.PublishAsync(survivor.Id, missing, [], cancellationToken);
        await store.PublishAsync(merged, [], keys, cancellationToken);
    }
}
