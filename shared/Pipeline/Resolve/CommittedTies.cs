using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// What follows once a person is stored: browsers and devices are theirs or bring their anonymous history along, records
/// that hang on them are taken, ties that were not made are noted, and their records are matched. Every step can be repeated, so a crash in between
/// costs nothing once the change comes again.
/// </summary>
/// <remarks>
/// Weak identifiers wait for the commit because nobody can be asked before whether they are known. Two known persons never
/// become one here: only who is anonymous is closed, in the state in which they were.
/// </remarks>
public sealed class CommittedTies(PersonFinder finder, IdentifierTies ties, PersonStores stores, RefusedTies refused, RecordMatching matching)
{
    private const int MaxAttempts = 50;

    /// <returns>The person, who is another one where they turned out to be a known person's anonymous history.</returns>
    internal async Task<StoredProfile> SettleAsync(StoredProfile person, ClusterWork work, CancellationToken cancellationToken)
    {
        person = await AttachAsync(person, work, cancellationToken);
        if (work.Cluster.Hanging.Count > 0)
        {
            await finder.TakeAsync(person, work.Cluster.Hanging, cancellationToken);
        }

        await matching.AskAboutAsync(person, work.Refused, cancellationToken);
        await refused.NoteAsync(person.Profile.Id, work.Refused, cancellationToken);
        return await matching.MatchAsync(person, work.Cluster.Records, cancellationToken);
    }

    /// <summary>The changes without those browsers and devices that are more than the person may have.</summary>
    internal IReadOnlyList<Change> WithinLimits(StoredProfile person, IReadOnlyList<Change> changes, ClusterWork work)
    {
        var tooMany = new List<RefusedTie>();
        var kept = ties.WithinLimits(person.Profile, changes, tooMany);
        foreach (var tie in tooMany)
        {
            work.TooMany[tie.Identifier] = tie;
        }

        return kept;
    }

    private async Task<StoredProfile> AttachAsync(StoredProfile person, ClusterWork work, CancellationToken cancellationToken)
    {
        var weak = work.Cluster.Weak.Where(w => !work.TooMany.ContainsKey(w)).ToList();
        if (weak.Count == 0)
        {
            return person;
        }

        var owners = await finder.OwnersAsync(weak, cancellationToken);
        var free = weak.Where(w => !owners.ContainsKey(w)).ToList();
        if (free.Count > 0)
        {
            foreach (var (identifier, owner) in await finder.ClaimAsync(person.Profile.Id, free, [], cancellationToken))
            {
                owners[identifier] = owner;
            }
        }

        foreach (var identifier in weak.Where(w => owners[w] != person.Profile.Id))
        {
            person = await AttachAsync(person, identifier, work, cancellationToken);
        }

        return person;
    }

    private async Task<StoredProfile> AttachAsync(StoredProfile person, Identifier identifier, ClusterWork work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var owners = await finder.OwnersAsync([identifier], cancellationToken);
            if (stores.Cache.IsApart(identifier, person.Profile.Id))
            {
                return Refuse(NotTied.WeakIdentifier);
            }

            var owner = await finder.FollowAsync(owners[identifier], fresh: false, cancellationToken);
            person = await finder.FollowAsync(person.Profile.Id, fresh: false, cancellationToken);
            if (owner.Profile.Id == person.Profile.Id)
            {
                return person;
            }

            if (stores.Cache.IsShared(identifier))
            {
                return Refuse(NotTied.SharedIdentifier);
            }

            if (PersonTies.Between(owner.Profile, person.Profile).Count > 0)
            {
                return Refuse(NotTied.Separated);
            }

            var inOrder = PersonFinder.InOrder([owner, person]);
            if (inOrder[^1].Profile.IsKnown)
            {
                return Refuse(NotTied.WeakIdentifier);
            }

            if (ties.WouldPassLimit(inOrder, []))
            {
                return Refuse(NotTied.Limit);
            }

            await finder.MergeAsync(inOrder[^1], inOrder[0], cancellationToken);

            StoredProfile Refuse(NotTied why)
            {
                work.NotAttached.Add(new(why, work.Cluster.Records.Min(), identifier, owners[identifier]));
                return person;
            }
        }

        throw new StoreContentionException(person.Profile.Id);
    }
}
