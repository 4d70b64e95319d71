using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Decides how a person is taken apart, and begins it.</summary>
public sealed class SplitDesk(PersonStores stores, PersonFinder finder, PersonSplitter splitter, IntegrationConfig config, TimeProvider time)
{
    private const int MaxAttempts = 50;

    public async Task<UnmergeResult> UnmergeAsync(ProfileId id, UnmergeOrder order, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var person = await finder.FollowAsync(id, fresh: true, cancellationToken);
            if (person.Profile is not { Status: ProfileStatus.Active, IsPerson: true })
            {
                return new(UnmergeOutcome.NotFound, [], []);
            }

            var restorable = await RestorableAsync(person.Profile, cancellationToken);
            var (outcome, sides) = await SidesOfAsync(person.Profile, order, cancellationToken);
            if (outcome != UnmergeOutcome.Split)
            {
                return new(outcome, [person.Profile.Id], sides?.StillTiedBy ?? []);
            }

            var now = time.GetUtcNow();
            var separation = Separation.Of(sides!.Left, sides.Right, SeparationKind.Unmerged, now, order.By, order.Why);
            var plan = SplitPlanner.Plan(person.Profile, sides, restorable, ProfileId.Create(now), separation);
            if (await splitter.BeginAsync(person, plan, cancellationToken))
            {
                return new(UnmergeOutcome.Split, [.. plan.Sides.Select(s => s.Id)], []);
            }
        }

        throw new StoreContentionException(id);
    }

    private async Task<(UnmergeOutcome Outcome, SplitSides? Sides)> SidesOfAsync(Profile person, UnmergeOrder order, CancellationToken cancellationToken)
    {
        if (order.LinkId is { } link)
        {
            var sides = SplitPlanner.ByLink(person, link, config.Identity, await SharedAsync(person, cancellationToken));
            return sides is null ? (UnmergeOutcome.NoSuchLink, null)
                : sides.StillTiedBy.Count > 0 ? (UnmergeOutcome.StillTied, sides)
                : (UnmergeOutcome.Split, sides);
        }

        var named = order.Records ?? [];
        if (named.Any(r => !r.IsPerson || !person.Records.ContainsKey(r)))
        {
            return (UnmergeOutcome.NoSuchRecord, null);
        }

        var apart = SplitPlanner.ByRecords(person, named);
        return apart.Left.Count == 0 || apart.Right.Count == 0 ? (UnmergeOutcome.NothingLeft, null) : (UnmergeOutcome.Split, apart);
    }

    /// <summary>Of the identifiers that several contact records have, those that so many others claim that they tie nobody any more.</summary>
    private async Task<HashSet<Identifier>> SharedAsync(Profile person, CancellationToken cancellationToken)
    {
        var several = person.Records.Values.Where(r => r.Key.IsPerson).SelectMany(r => r.Identifiers.Keys).GroupBy(i => i).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        return several.Count == 0 ? [] : (await stores.Identities.StandingsAsync(several, cancellationToken)).Where(s => s.Value.IsShared).Select(s => s.Key).ToHashSet();
    }

    /// <summary>The former persons whose id may be given back: redirects that lead here. A merge of one that is half done is finished first.</summary>
    private async Task<HashSet<ProfileId>> RestorableAsync(Profile person, CancellationToken cancellationToken)
    {
        var restorable = new HashSet<ProfileId>();
        foreach (var former in person.Ties.Origins.Keys.Where(o => o != person.Id))
        {
            var leadsTo = await finder.FollowAsync(former, fresh: true, cancellationToken);
            if (leadsTo.Profile.Id == person.Id && (await stores.LoadAsync(former, cancellationToken)).Profile.Status == ProfileStatus.Merged)
            {
                restorable.Add(former);
            }
        }

        return restorable;
    }
}
