using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Lets ids, identifiers and candidate keys lead to the side of a plan that each belongs to.</summary>
internal sealed class SideOwners(PersonStores stores, ICandidateStore candidates)
{
    private const int MaxAttempts = 50;

    /// <summary>The person has all records still; the other sides are complete.</summary>
    public async Task LeadAsync(Profile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        for (var side = 0; side < plan.Sides.Count; side++)
        {
            var id = plan.Sides[side].Id;
            if (side > 0)
            {
                await ChangeAsync(id, p => p.Status == ProfileStatus.Restoring ? p.Restored() : null, cancellationToken);
            }

            foreach (var former in plan.Sides[side].Former.Where(f => f != id))
            {
                await ChangeAsync(former, p => p.Status == ProfileStatus.Merged && p.MergedInto != id ? p.LeadingTo(id) : null, cancellationToken);
            }
        }

        await RepointAsync(person, plan, cancellationToken);
        await PublishAsync(person, plan, cancellationToken);
    }

    private async Task ChangeAsync(ProfileId id, Func<Profile, Profile?> next, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var profile = await stores.ReloadAsync(id, cancellationToken);
            if (next(profile.Profile) is not { } changed
                || (await stores.CommitAsync(profile, ProfileCommit.Of(changed, [], []), cancellationToken)).Stored is not null)
            {
                return;
            }
        }

        throw new StoreContentionException(id);
    }

    /// <summary>Identifiers that lead to any of those who were one person lead to the right side; those that lead elsewhere are left alone.</summary>
    private async Task RepointAsync(Profile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        var sorter = new SplitSorter(person, plan);
        var wanted = new Dictionary<Identifier, ProfileId>();
        foreach (var record in person.Records.Values)
        {
            if (!record.Key.IsPerson)
            {
                wanted[record.Key.Identifier] = plan.Sides[sorter.KeeperOf(record.Key)].Id;
                continue;
            }

            foreach (var identifier in record.Identifiers.Keys)
            {
                wanted[identifier] = plan.Sides[sorter.SideOf(identifier) ?? 0].Id;
            }
        }

        var family = plan.Sides.SelectMany(s => s.Former.Append(s.Id)).ToHashSet();
        var owners = await stores.Identities.FindAsync([.. wanted.Keys], cancellationToken);
        var astray = owners.Where(o => family.Contains(o.Value) && wanted[o.Key] != o.Value).GroupBy(o => (From: o.Value, To: wanted[o.Key]), o => o.Key);
        foreach (var group in astray)
        {
            await stores.Identities.RepointAsync([.. group], group.Key.From, group.Key.To, cancellationToken);
        }

        stores.Cache.Forget(wanted.Keys);
    }

    private async Task PublishAsync(Profile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        var keys = plan.Sides.Select(s => s.Contacts.SelectMany(c => person.Marks.GetValueOrDefault(c)?.Keys ?? []).ToHashSet(StringComparer.Ordinal)).ToList();
        foreach (var (side, own) in plan.Sides.Zip(keys).Skip(1).Where(s => s.Second.Count > 0))
        {
            await candidates.PublishAsync(side.Id, own, [], cancellationToken);
        }

        var gone = keys.Skip(1).SelectMany(k => k).Except(keys[0]).ToList();
        if (gone.Count > 0)
        {
            await candidates.PublishAsync(person.Id, [], gone, cancellationToken);
        }
    }
}
