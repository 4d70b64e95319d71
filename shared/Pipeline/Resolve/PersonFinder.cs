using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Finds the one person that a cluster's identifiers lead to: a new one where they lead nowhere, the survivor of a merge
/// where they lead to several.
/// </summary>
public sealed class PersonFinder(PersonStores stores, PersonMerger merger, PersonSplitter splitter, IdentifierTies ties, TimeProvider time)
{
    /// <summary>Longest chain of redirects that is followed; merges point to a known or an older person, so a chain ends.</summary>
    private const int MaxRedirects = 32;

    internal async Task<FoundPerson> FindAsync(ChangeCluster cluster, CancellationToken cancellationToken)
    {
        var search = new PersonSearch(cluster);
        await LookUpAsync(search, cancellationToken);
        while (true)
        {
            var people = await FollowAllAsync(search.Owners, search.IsVerified, cancellationToken);
            var persons = InOrder(people.Values);
            var unowned = search.Unowned;
            if (persons.Count == 1 && unowned.Count == 0 && !persons[0].Profile.WasSplit)
            {
                return search.Found(persons[0]);
            }

            if ((search.IsRemembered || persons.Count > 1 || persons.Exists(p => p.Profile.WasSplit)) && !await IsVerifiedAsync(search, cancellationToken))
            {
                continue;
            }

            var verdict = ties.Judge(cluster, search.Wanted, people, stores.Cache.IsShared);
            if (!verdict.IsWhole)
            {
                if (!search.TryDrop(verdict))
                {
                    return search.NotAsOne();
                }

                continue;
            }

            if (persons.Count > 1)
            {
                // Someone else may have begun to merge this one into a third: then there are still two, and so again.
                await MergeAsync(persons[^1], persons[0], cancellationToken);
            }
            else if (await ClaimAsync(search, persons, unowned, cancellationToken) is { } found)
            {
                return search.Found(found);
            }
        }
    }

    /// <summary>
    /// The person for a change whose identifiers may not all be tied together: the owner of its own record, who then
    /// takes none of the others.
    /// </summary>
    public async Task<StoredProfile> FindByRecordAsync(Identifier record, CancellationToken cancellationToken)
    {
        var own = new HashSet<Identifier> { record };
        var owners = await OwnersAsync(own, cancellationToken);
        if (owners.Count == 0)
        {
            owners = await ClaimAsync(ProfileId.Create(time.GetUtcNow()), own, owners, cancellationToken);
        }

        return await FollowAsync(owners[record], fresh: true, cancellationToken);
    }

    /// <summary>
    /// Takes records that hang on the stored person: a key that is free becomes theirs, and a profile that keeps only
    /// records that named nobody is taken in. A key that leads to anybody else is left there. This comes after the commit,
    /// so that no key ever leads to a person of whom it cannot be seen yet that they are one.
    /// </summary>
    public async Task TakeAsync(StoredProfile home, IReadOnlySet<Identifier> records, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(records, cancellationToken);
        var free = records.Where(r => !owners.ContainsKey(r)).ToList();
        if (free.Count > 0)
        {
            foreach (var (record, owner) in await ClaimAsync(home.Profile.Id, free, [], cancellationToken))
            {
                owners[record] = owner;
            }
        }

        if (home.Profile.IsUnattached)
        {
            return;
        }

        foreach (var owner in owners.Values.Where(o => o != home.Profile.Id).Distinct())
        {
            var other = await FollowAsync(owner, fresh: false, cancellationToken);
            if (other.Profile.IsUnattached)
            {
                await merger.TakeInAsync(other, home, cancellationToken);
            }
        }
    }

    /// <summary>The persons that identifiers lead to, redirects not followed; those in memory are not asked for.</summary>
    internal async Task<Dictionary<Identifier, ProfileId>> OwnersAsync(IEnumerable<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<Identifier, ProfileId>();
        List<Identifier>? unknown = null;
        foreach (var identifier in identifiers)
        {
            if (stores.Cache.TryGetOwner(identifier, out var owner))
            {
                owners[identifier] = owner;
            }
            else
            {
                (unknown ??= []).Add(identifier);
            }
        }

        if (unknown is null)
        {
            return owners;
        }

        var standings = await stores.Identities.StandingsAsync(unknown, cancellationToken);
        Remember(standings.ToDictionary(s => s.Key, s => s.Value.Owner), owners);
        foreach (var identifier in standings.Where(s => s.Value.IsShared).Select(s => s.Key))
        {
            stores.Cache.SetShared(identifier);
        }

        return owners;
    }

    /// <summary>Makes one person of two, unless somebody changed the loser since it was decided: then nothing is done.</summary>
    /// <remarks>
    /// Whoever closes a person does so in the very state in which they came last in <see cref="InOrder"/>. A person only ever
    /// moves up in that order, so no two can be closed into each other.
    /// </remarks>
    internal async Task<StoredProfile?> MergeAsync(StoredProfile loser, StoredProfile survivor, CancellationToken cancellationToken)
    {
        var closing = ProfileCommit.Of(loser.Profile.Merging(survivor.Profile.Id), [], []);
        if ((await stores.CommitAsync(loser, closing, cancellationToken)).Stored is { } closed)
        {
            return await merger.MergeAsync(closed, survivor, null, cancellationToken);
        }

        stores.Cache.Forget(loser.Profile.Id);
        return null;
    }

    /// <summary>The distinct persons, the one who survives first: who is known before who is not, then the oldest.</summary>
    internal static List<StoredProfile> InOrder(IEnumerable<StoredProfile> persons) =>
        [.. persons.DistinctBy(p => p.Profile.Id).OrderByDescending(p => p.Profile.IsKnown).ThenBy(p => p.Profile.Id)];

    private async Task LookUpAsync(PersonSearch search, CancellationToken cancellationToken)
    {
        search.IsRemembered = search.Wanted.Any(i => stores.Cache.TryGetOwner(i, out _));
        search.Owners = await OwnersAsync(search.Wanted, cancellationToken);
    }

    /// <summary>Claims what is free for the person, or for a new one; null where another was faster, whom the search then knows of.</summary>
    private async Task<StoredProfile?> ClaimAsync(
        PersonSearch search, List<StoredProfile> persons, List<Identifier> unowned, CancellationToken cancellationToken)
    {
        var home = persons.Count == 1 ? persons[0] : await HostAsync(search.Cluster, cancellationToken);
        var owner = home?.Profile.Id ?? ProfileId.Create(time.GetUtcNow());
        search.Owners = await ClaimAsync(owner, unowned, search.Owners, cancellationToken);

        // Nothing can be stored under an id made a moment ago; should another have followed our claims to it, the commit conflicts.
        return search.Owners.Values.All(o => o == owner) ? home ?? PersonStores.New(owner) : null;
    }

    /// <summary>Whose browser or device it is that something nameless came from; null where that is nobody's.</summary>
    private async Task<StoredProfile?> HostAsync(ChangeCluster cluster, CancellationToken cancellationToken)
    {
        if (!cluster.IsAnonymous)
        {
            return null;
        }

        var owners = await OwnersAsync(cluster.Weak, cancellationToken);
        foreach (var identifier in cluster.Weak.Where(w => owners.ContainsKey(w) && !stores.Cache.IsShared(w)))
        {
            var host = await FollowAsync(owners[identifier], fresh: false, cancellationToken);
            if (!ties.WouldPassLimit([host], cluster.Identifiers))
            {
                return host;
            }
        }

        return null;
    }

    internal async Task<Dictionary<Identifier, ProfileId>> ClaimAsync(
        ProfileId owner, IReadOnlyCollection<Identifier> identifiers, Dictionary<Identifier, ProfileId> known, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<Identifier, ProfileId>();
        foreach (var identifier in known.Keys)
        {
            owners[identifier] = owner;
        }

        Remember(await stores.Identities.ClaimAsync(owner, identifiers, cancellationToken), owners);
        return owners;
    }

    private void Remember(IReadOnlyDictionary<Identifier, ProfileId> found, Dictionary<Identifier, ProfileId> owners)
    {
        foreach (var (identifier, owner) in found)
        {
            owners[identifier] = owner;
            stores.Cache.SetOwner(identifier, owner);
        }
    }

    /// <summary>The owners as they are stored now.</summary>
    internal async Task<Dictionary<Identifier, ProfileId>> ReadOwnersAsync(IReadOnlyCollection<Identifier> identifiers, CancellationToken cancellationToken)
    {
        stores.Cache.Forget(identifiers);
        return await OwnersAsync(identifiers, cancellationToken);
    }

    /// <summary>Whether these persons, were they one, would have more identifiers than the policy allows.</summary>
    internal bool WouldPassLimit(IReadOnlyCollection<StoredProfile> persons) => ties.WouldPassLimit(persons, []);

    /// <summary>
    /// What another instance learned since counts before anything is tied that was not, and what is remembered may be from
    /// before a split: only owners that are read after their persons, and are still the same, are sure to fit them.
    /// </summary>
    private async Task<bool> IsVerifiedAsync(PersonSearch search, CancellationToken cancellationToken)
    {
        var now = await ReadOwnersAsync(search.Wanted, cancellationToken);
        var agrees = search.IsVerified && now.Count == search.Owners.Count && now.All(o => search.Owners.TryGetValue(o.Key, out var owner) && owner == o.Value);
        (search.Owners, search.IsVerified, search.IsRemembered) = (now, true, false);
        return agrees;
    }

    /// <summary>Whom each identifier leads to, redirects followed.</summary>
    /// <param name="fresh">As they are stored now, whatever is remembered.</param>
    private async Task<Dictionary<Identifier, StoredProfile>> FollowAllAsync(
        Dictionary<Identifier, ProfileId> owners, bool fresh, CancellationToken cancellationToken)
    {
        var people = new Dictionary<Identifier, StoredProfile>(owners.Count);
        var byId = new Dictionary<ProfileId, StoredProfile>();
        foreach (var (identifier, owner) in owners)
        {
            if (!byId.TryGetValue(owner, out var person))
            {
                byId[owner] = person = await FollowAsync(owner, fresh, cancellationToken);
            }

            people[identifier] = person;
        }

        return people;
    }

    /// <summary>The person behind the id. What someone left half done on the way, a merge or a split, is finished first.</summary>
    internal async Task<StoredProfile> FollowAsync(ProfileId id, bool fresh, CancellationToken cancellationToken, int hops = 0)
    {
        var at = id;
        for (; hops < MaxRedirects; hops++)
        {
            var person = fresh ? await stores.ReloadAsync(at, cancellationToken) : await stores.LoadAsync(at, cancellationToken);
            switch (person.Profile)
            {
                case { Split: not null }:
                    // Where the id leads afterwards shows only then.
                    await splitter.FinishAsync(person, cancellationToken);
                    (at, fresh) = (id, true);
                    break;
                case { Status: ProfileStatus.Merging, MergedInto: { } unfinished }:
                    var survivor = await FollowAsync(unfinished, fresh, cancellationToken, hops + 1);
                    return await merger.MergeAsync(person, survivor, null, cancellationToken);
                case { Status: ProfileStatus.Restoring, MergedInto: { } from }:
                    (at, fresh) = (from, true);
                    break;
                case { Status: ProfileStatus.Merged, MergedInto: { } next }:
                    at = next;
                    break;
                default:
                    return person;
            }
        }

        throw new InvalidOperationException($"Profile {id} is at the end of more than {MaxRedirects} redirects.");
    }
}
