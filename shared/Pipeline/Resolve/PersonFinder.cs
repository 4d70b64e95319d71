using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Finds the one person that a set of identifiers leads to: a new one where they lead nowhere, the survivor of a merge
/// where they lead to several.
/// </summary>
public sealed class PersonFinder(PersonStores stores, PersonMerger merger, IntegrationConfig config, TimeProvider time)
{
    /// <summary>Longest chain of redirects that is followed; merges always point to an older person, so a chain ends.</summary>
    private const int MaxRedirects = 32;

    /// <returns>
    /// The person, who may not be stored yet; null when the identifiers tie together persons who may not be one under
    /// the policy's limits.
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

        while (true)
        {
            var persons = await LoadAllAsync(owners.Values.Distinct(), cancellationToken);
            if (persons.Count > 1)
            {
                if (WouldPassLimit(persons, identifiers))
                {
                    return null;
                }

                // Someone else may have begun to merge this one into a third: then there are still two, and so again.
                await merger.MergeAsync(persons[^1], persons[0], cancellationToken);
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

        return (await LoadAllAsync(owners.Values, cancellationToken))[0];
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
            var other = await FollowAsync(owner, cancellationToken);
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

    /// <summary>The distinct persons behind the ids, oldest first, redirects followed.</summary>
    private async Task<List<StoredProfile>> LoadAllAsync(IEnumerable<ProfileId> ids, CancellationToken cancellationToken)
    {
        var persons = new SortedDictionary<ProfileId, StoredProfile>();
        foreach (var id in ids)
        {
            var person = await FollowAsync(id, cancellationToken);
            persons[person.Profile.Id] = person;
        }

        return [.. persons.Values];
    }

    private async Task<StoredProfile> FollowAsync(ProfileId id, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < MaxRedirects; hops++)
        {
            var person = await stores.LoadAsync(id, cancellationToken);
            if (person.Profile is { Status: ProfileStatus.Merging, MergedInto: { } unfinished })
            {
                var survivor = await FollowAsync(unfinished, cancellationToken);
                return await merger.MergeAsync(person, survivor, cancellationToken);
            }

            if (person.Profile is not { Status: ProfileStatus.Merged, MergedInto: { } next })
            {
                return person;
            }

            id = next;
        }

        throw new InvalidOperationException($"Profile {id} is at the end of more than {MaxRedirects} redirects.");
    }

    private bool WouldPassLimit(List<StoredProfile> persons, IReadOnlySet<Identifier> identifiers) => persons
        .SelectMany(p => p.Profile.Golden.Identifiers)
        .Concat(identifiers)
        .Distinct()
        .GroupBy(i => i.Type)
        .Any(g => g.Count() > config.Identity.LimitOf(g.Key));
}
