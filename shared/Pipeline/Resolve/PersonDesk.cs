using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Makes one person of two, keeps two apart, and takes one apart again: for the matching where it is sure, and for stewards.
/// Every order can be given again after a crash.
/// </summary>
public sealed class PersonDesk(PersonStores stores, PersonFinder finder, PersonMerger merger, SplitDesk splits, DeliveryEmitter emitter)
{
    private const int MaxAttempts = 50;

    /// <summary>Makes one person of the persons of the link's two records, and keeps the link with them.</summary>
    /// <param name="liftSeparations">A steward has decided: what keeps the two apart is taken back, and no limit holds them off.</param>
    public async Task<TieResult> TieAsync(IdentityLink link, bool liftSeparations, CancellationToken cancellationToken)
    {
        var isMerged = false;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await HolderAsync(link.Left, cancellationToken) is not { } left || await HolderAsync(link.Right, cancellationToken) is not { } right)
            {
                return new(TieOutcome.NotFound, null);
            }

            if (left.Profile.Id == right.Profile.Id)
            {
                if (left.Profile.Ties.Links.ContainsKey(link.Id))
                {
                    return await ToldAsync(isMerged ? TieOutcome.Tied : TieOutcome.AlreadyOne, left, link, cancellationToken);
                }

                // They stay one by this link too, should whatever made them one be undone.
                await CommitAsync(left, left.Profile.Ties.With(link), cancellationToken);
                continue;
            }

            if (PersonTies.Between(left.Profile, right.Profile) is { Count: > 0 } separations)
            {
                if (!liftSeparations)
                {
                    return new(TieOutcome.Separated, null);
                }

                await LiftAsync([left, right], separations, cancellationToken);
                continue;
            }

            if (!liftSeparations && finder.WouldPassLimit([left, right]))
            {
                return new(TieOutcome.PastLimit, null);
            }

            var inOrder = PersonFinder.InOrder([left, right]);
            var survivor = await merger.MergeAsync(inOrder[^1], inOrder[0], link, cancellationToken);
            if (survivor.Profile.Ties.Links.ContainsKey(link.Id) && Has(survivor, link.Left) && Has(survivor, link.Right))
            {
                return await ToldAsync(TieOutcome.Tied, survivor, link, cancellationToken);
            }
            isMerged = true;
        }

        throw new StoreContentionException(default);
    }

    /// <summary>
    /// Notes that the records of both sides are not one person, with every person that holds one of them. Where one person
    /// holds some of both already, they stay one: that takes <see cref="UnmergeAsync"/>.
    /// </summary>
    public async Task SeparateAsync(Separation separation, CancellationToken cancellationToken)
    {
        foreach (var record in separation.Left.Concat(separation.Right))
        {
            for (var attempt = 0; ; attempt++)
            {
                if (attempt == MaxAttempts)
                {
                    throw new StoreContentionException(default);
                }

                if (await HolderAsync(record, cancellationToken) is not { } person || person.Profile.Ties.Separations.ContainsKey(separation.Id))
                {
                    break;
                }

                await CommitAsync(person, person.Profile.Ties.With(separation), cancellationToken);
            }
        }
    }

    /// <summary>Takes a person apart by a link or by records: both are then as if they had never been one. A separation keeps them so.</summary>
    public Task<UnmergeResult> UnmergeAsync(ProfileId person, UnmergeOrder order, CancellationToken cancellationToken) =>
        splits.UnmergeAsync(person, order, cancellationToken);

    private async Task<TieResult> ToldAsync(TieOutcome outcome, StoredProfile person, IdentityLink link, CancellationToken cancellationToken)
    {
        await emitter.EmitAsync([(person.Profile.Id, link.At)], cancellationToken);
        return new(outcome, person.Profile.Id);
    }

    private async Task LiftAsync(IReadOnlyList<StoredProfile> persons, IReadOnlyList<Separation> separations, CancellationToken cancellationToken)
    {
        foreach (var person in persons)
        {
            var ties = person.Profile.Ties;
            var without = ties with { Separations = ties.Separations.RemoveRange(separations.Select(s => s.Id)) };
            if (without.Separations.Count < ties.Separations.Count)
            {
                await CommitAsync(person, without, cancellationToken);
            }
        }
    }

    /// <summary>Stores other ties; on a conflict nothing, and whoever asks looks again.</summary>
    private async Task CommitAsync(StoredProfile person, PersonTies ties, CancellationToken cancellationToken)
    {
        var step = person.Profile.With(person.Profile.Ties.Toward(ties, IProfileStore.MaxTiesPerCommit));
        await stores.CommitAsync(person, ProfileCommit.Of(step, [], []), cancellationToken);
    }

    private static bool Has(StoredProfile person, RecordKey record) => person.Profile.Records.ContainsKey(record);

    /// <summary>The person who has the contact record, as stored now; null where it is not known.</summary>
    private async Task<StoredProfile?> HolderAsync(RecordKey record, CancellationToken cancellationToken)
    {
        var own = new HashSet<Identifier> { record.Identifier };
        for (var attempt = 0; attempt < MaxAttempts && record.IsPerson; attempt++)
        {
            if (!(await finder.ReadOwnersAsync(own, cancellationToken)).TryGetValue(record.Identifier, out var owner))
            {
                return null;
            }

            var person = await finder.FollowAsync(owner, fresh: true, cancellationToken);
            if (person.Profile.Records.ContainsKey(record) || attempt > 0)
            {
                // Asked twice, because a split may have come between both reads.
                return person.Profile.Records.ContainsKey(record) ? person : null;
            }
        }

        return null;
    }
}
