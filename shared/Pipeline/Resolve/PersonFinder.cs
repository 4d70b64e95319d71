using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Finds the one person that a set of identifiers leads to: a new one where they lead nowhere, the survivor of a merge
/// where they lead to several.
/// </summary>
public sealed class PersonFinder(PersonStores stores, PersonMerger merger, PersonSplitter splitter, IntegrationConfig config, TimeProvider time)
{
    /// <summary>Longest chain of redirects that is followed; merges always point to an older person, so a chain ends.</summary>
    private const int MaxRedirects = 32;

    /// <returns>
    /// The person, who may not be stored yet; null when the identifiers tie together persons who may not be one: under
    /// the policy's limits, or because a steward said so.
    /// </returns>
    public async Task<StoredProfile?> FindAsync(IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(identifiers, cancellationToken);
        if (owners.Count == 0)
        {
            var fresh = ProfileId.Create(time.GetUtcNow());
            owners = await ClaimAsync(fresh, identifiers, owners, cancellationToken);
            if (owners.Values.All(o => o == fresh))
            {
                // Nothing can be stored under an id made a moment ago; should another have followed our claims to it, the commit conflicts.
                return PersonStores.New(fresh);
            }
        }

        for (var verified = false; ;)
        {
            var persons = await LoadAllAsync(owners.Values.Distinct(), verified, cancellationToken);
            if (persons.Count > 1 || persons[0].Profile.WasSplit)
            {
                // What is remembered may be from before a split: only what is read after the persons is sure to fit them.
                var now = await ReadOwnersAsync(identifiers, cancellationToken);
                if (!verified || !Agree(now, owners))
                {
                    (owners, verified) = (now, true);
                    continue;
                }
            }

            if (persons.Count > 1)
            {
                if (WouldPassLimit(persons, identifiers) || AreSeparated(persons))
                {
                    return null;
                }

                // Someone else may have begun to merge this one into a third: then there are still two, and so again.
                await merger.MergeAsync(persons[^1], persons[0], null, cancellationToken);
                continue;
            }

            var survivor = persons[0];
            var unowned = identifiers.Where(i => !owners.ContainsKey(i)).ToList();
            if (unowned.Count == 0)
            {
                return survivor;
            }

            if (WouldPassLimit([survivor], identifiers))
            {
                return null;
            }

            owners = await ClaimAsync(survivor.Profile.Id, unowned, owners, cancellationToken);
            if (owners.Values.All(o => o == survivor.Profile.Id))
            {
                return survivor;
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

        return (await LoadAllAsync(owners.Values, fresh: true, cancellationToken))[0];
    }

    /// <summary>
    /// For identifiers that lead to persons whom a separation keeps apart: the person of the change's own record, or the
    /// oldest where it has none, with all those identifiers that do not lead across it.
    /// </summary>
    /// <returns>Null where no separation is in the way.</returns>
    internal async Task<(StoredProfile Person, IReadOnlySet<Identifier> Identifiers)?> FindApartAsync(
        Identifier own, IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var owners = await ReadOwnersAsync(identifiers, cancellationToken);
        var persons = new Dictionary<ProfileId, StoredProfile>();
        foreach (var owner in owners.Values.Distinct())
        {
            persons[owner] = await FollowAsync(owner, fresh: true, cancellationToken);
        }

        var accepted = new List<StoredProfile>();
        var home = owners.TryGetValue(own, out var first) ? persons[first].Profile.Id : default;
        foreach (var person in persons.Values.DistinctBy(p => p.Profile.Id).OrderBy(p => p.Profile.Id != home).ThenBy(p => p.Profile.Id))
        {
            if (accepted.All(a => PersonTies.Between(a.Profile, person.Profile).Count == 0))
            {
                accepted.Add(person);
            }
        }

        var kept = identifiers.Where(i => !owners.TryGetValue(i, out var o) || accepted.Any(a => a.Profile.Id == persons[o].Profile.Id)).ToHashSet();
        if (kept.Count == identifiers.Count)
        {
            return null;
        }

        return await FindAsync(kept, cancellationToken) is { } found ? (found, kept) : null;
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

    private async Task<Dictionary<Identifier, ProfileId>> OwnersAsync(IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken)
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

        if (unknown is not null)
        {
            Remember(await stores.Identities.FindAsync(unknown, cancellationToken), owners);
        }

        return owners;
    }

    private async Task<Dictionary<Identifier, ProfileId>> ClaimAsync(
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
    internal async Task<Dictionary<Identifier, ProfileId>> ReadOwnersAsync(IReadOnlySet<Identifier> identifiers, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<Identifier, ProfileId>();
        Remember(await stores.Identities.FindAsync(identifiers, cancellationToken), owners);
        return owners;
    }

    private static bool Agree(Dictionary<Identifier, ProfileId> one, Dictionary<Identifier, ProfileId> other) =>
        one.Count == other.Count && one.All(o => other.TryGetValue(o.Key, out var owner) && owner == o.Value);

    /// <summary>The distinct persons behind the ids, oldest first, redirects followed.</summary>
    /// <param name="fresh">As they are stored now, whatever is remembered.</param>
    private async Task<List<StoredProfile>> LoadAllAsync(IEnumerable<ProfileId> ids, bool fresh, CancellationToken cancellationToken)
    {
        var persons = new SortedDictionary<ProfileId, StoredProfile>();
        foreach (var id in ids)
        {
            var person = await FollowAsync(id, fresh, cancellationToken);
            persons[person.Profile.Id] = person;
        }

        return [.. persons.Values];
    }

    /// <summary>The person behind the id. What someone left half done on the way, a merge or a split, is finished first.</summary>
    internal async Task<StoredProfile> FollowAsync(ProfileId id, bool fresh, CancellationToken cancellationToken)
    {
        var at = id;
        for (var hops = 0; hops < MaxRedirects; hops++)
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
                    var survivor = await FollowAsync(unfinished, fresh, cancellationToken);
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

    private static bool AreSeparated(List<StoredProfile> persons) =>
        persons.Where((one, n) => persons.Skip(n + 1).Any(other => PersonTies.Between(one.Profile, other.Profile).Count > 0)).Any();

    /// <summary>Whether these persons with these identifiers, were they one, would pass a limit.</summary>
    internal bool WouldPassLimit(IReadOnlyList<StoredProfile> persons, IReadOnlySet<Identifier> identifiers) => persons
        .SelectMany(p => p.Profile.Golden.Identifiers)
        .Concat(identifiers)
        .Distinct()
        .GroupBy(i => i.Type)
        .Any(g => g.Count() > config.Identity.LimitOf(g.Key));
}
