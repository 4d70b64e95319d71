using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Applies the changes of one cluster to their person: find, fold, commit; from the start again on a conflict.</summary>
public sealed class PersonWriter(PersonFinder finder, CommittedTies ties, PersonStores stores, EchoDetector echoes, IntegrationConfig config)
{
    private const int MaxAttempts = 50;

    /// <returns>The outcome of each change, and the person as stored.</returns>
    internal async Task<ClusterResult> WriteAsync(ChangeCluster cluster, CancellationToken cancellationToken)
    {
        var found = await finder.FindAsync(cluster, cancellationToken);
        if (found.Person is null)
        {
            return cluster.Changes.Count == 1
                ? await WriteUntiedAsync(cluster, found.Refused, cancellationToken)
                : await WriteSplitAsync(cluster, cancellationToken);
        }

        var work = new ClusterWork(cluster, found);
        var person = found.Person;
        foreach (var slice in Slices(cluster.Changes))
        {
            person = await CommitAsync(person, slice, work, cancellationToken);
            work.Reached(person.Profile);
        }

        person = await ties.SettleAsync(person, work, cancellationToken);
        work.Reached(person.Profile);
        return work.Result();
    }

    private async Task<ClusterResult> WriteSplitAsync(ChangeCluster cluster, CancellationToken cancellationToken)
    {
        var outcomes = new List<ChangeOutcome>();
        var persons = new HashSet<ProfileId>();
        var refused = new List<RefusedTie>();
        foreach (var single in cluster.Split(config.Identity))
        {
            var result = await WriteAsync(single, cancellationToken);
            outcomes.AddRange(result.Outcomes);
            persons.UnionWith(result.Persons);
            refused.AddRange(result.Refused);
        }

        return new(outcomes, persons, refused);
    }

    private async Task<ClusterResult> WriteUntiedAsync(ChangeCluster cluster, IReadOnlyList<RefusedTie> refused, CancellationToken cancellationToken)
    {
        var own = RecordKey.Of(cluster.Changes[0]).Identifier;
        var alone = cluster.Alone();
        var person = await finder.FindByRecordAsync(own, cancellationToken);
        var work = new ClusterWork(alone, new(person, refused));
        person = await CommitAsync(person, new(0, alone.Changes), work, cancellationToken);
        work.Reached(person.Profile);
        person = await ties.SettleAsync(person, work, cancellationToken);
        work.Reached(person.Profile);
        return work.Result();
    }

    private async Task<StoredProfile> CommitAsync(
        StoredProfile? person, Slice slice, ClusterWork work, CancellationToken cancellationToken)
    {
        var (cluster, outcomes) = (work.Cluster, work.Outcomes);
        var pending = slice.Changes.Select((change, n) => (Change: change, Index: slice.Start + n)).ToList();
        var before = default(ProfileId);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            person ??= work.FoundAgain(await finder.FindAsync(cluster, cancellationToken))
                ?? throw new StoreContentionException(before); // What may be tied together changed meanwhile: decided anew when it comes again.
            before = person.Profile.Id;
            var fold = await FoldAsync(person, ties.WithinLimits(person, [.. pending.Select(p => work.Here(p.Change))], work), cancellationToken);
            var entered = Enumerable.Range(0, pending.Count)
                .Where(i => fold.Outcomes[i] is not (ChangeOutcome.Duplicate or ChangeOutcome.Suppressed)).ToList();
            var outcome = entered.Select(i => fold.Outcomes[i]).ToList();
            var commit = ProfileCommit.Of(fold.After, fold.Touched, [.. entered.Select(i => fold.Changes[i])]) with { Outcomes = outcome };
            var (result, stored) = await stores.CommitAsync(person, commit, cancellationToken);
            if (stored is not null)
            {
                for (var i = 0; i < pending.Count; i++)
                {
                    outcomes[pending[i].Index] = fold.Outcomes[i];
                }

                return stored;
            }

            if (result.Status == CommitStatus.Duplicates)
            {
                pending = WithoutDuplicates(pending, [.. result.Duplicates.Select(d => entered[d])], outcomes);
                if (pending.Count == 0)
                {
                    return person;
                }
            }
            else
            {
                stores.Cache.Forget(person.Profile.Id);
                stores.Cache.Forget(cluster.Identifiers);
                person = null;
            }
        }

        throw new StoreContentionException(before);
    }

    private async Task<FoldResult> FoldAsync(StoredProfile person, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var isEcho = await echoes.ForAsync(person.Profile.Id, changes, cancellationToken);
        var fold = ProfileFold.Apply(person.Profile, changes, config.Survivorship, isEcho, config.Identity);
        await ForgetPurgedAsync(person.Profile.Id, fold, cancellationToken);
        return fold;
    }

    private static List<(Change Change, int Index)> WithoutDuplicates(
        List<(Change Change, int Index)> pending, HashSet<int> duplicates, ChangeOutcome[] outcomes)
    {
        foreach (var i in duplicates)
        {
            outcomes[pending[i].Index] = ChangeOutcome.Duplicate;
        }

        return [.. pending.Where((_, i) => !duplicates.Contains(i))];
    }

    /// <summary>
    /// What a privacy deletion takes away beside the record is taken before the commit: a crash in between leaves the
    /// change unsettled, and its next delivery does the same again. The identifiers' hashes go on leading to the person,
    /// who no longer holds them: were they free again, the order of arrival would decide who is tied to whom.
    /// </summary>
    private async Task ForgetPurgedAsync(ProfileId id, FoldResult fold, CancellationToken cancellationToken)
    {
        for (var i = 0; i < fold.Changes.Count; i++)
        {
            if (fold.Changes[i].Privacy && fold.Outcomes[i] is not (ChangeOutcome.Duplicate or ChangeOutcome.Suppressed))
            {
                await stores.Profiles.PurgeTimelineAsync(id, fold.Changes[i], cancellationToken);
            }
        }
    }

    private static IEnumerable<Slice> Slices(IReadOnlyList<Change> changes)
    {
        var start = 0;
        var records = new HashSet<RecordKey>();
        for (var i = 0; i < changes.Count; i++)
        {
            var own = RecordKey.Of(changes[i]);
            RecordKey[] touched = [own, .. changes[i].MergedKeys.Select(k => own with { Key = k })];
            var wouldTouch = records.Count + touched.Count(t => !records.Contains(t));
            if (i > start && (i - start >= IProfileStore.MaxTimelinePerCommit || wouldTouch > IProfileStore.MaxRecordsPerCommit))
            {
                yield return new(start, [.. changes.Skip(start).Take(i - start)]);
                start = i;
                records.Clear();
            }

            records.UnionWith(touched);
        }

        yield return new(start, [.. changes.Skip(start)]);
    }

    private sealed record Slice(int Start, IReadOnlyList<Change> Changes);
}
