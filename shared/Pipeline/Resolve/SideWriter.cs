using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Writes what the sides of a plan consist of: records, timeline, ties and marks.</summary>
internal sealed class SideWriter(PersonStores stores, IntegrationConfig config)
{
    private const int MaxAttempts = 50;

    /// <summary>Writes a side under its own id, where it stays unseen until it is complete.</summary>
    /// <returns>False where somebody else has gone on with the plan.</returns>
    public async Task<bool> WriteAsync(Profile person, SplitPlan plan, int side, CancellationToken cancellationToken)
    {
        var sorter = new SplitSorter(person, plan);
        var records = await RecordsAsync(sorter, side, cancellationToken);
        var target = await OpenAsync(plan.Sides[side].Id, person.Id, cancellationToken);
        foreach (var slice in records.Values.Chunk(IProfileStore.MaxRecordsPerCommit))
        {
            target = await StepAsync(target, p => Taking(p, slice, person), cancellationToken);
        }

        var ties = plan.TiesOf(person.Ties, side);
        while (target is not null && !ReferenceEquals(target.Profile.Ties, target.Profile.Ties.Toward(ties, 1)))
        {
            target = await StepAsync(target, p => ProfileCommit.Of(p.With(p.Ties.Toward(ties, IProfileStore.MaxTiesPerCommit)), [], []), cancellationToken);
        }

        await foreach (var entries in EntriesAsync(sorter, s => s == side, cancellationToken))
        {
            target = await StepAsync(target, p => ProfileCommit.Of(p.With(p.Ties), [], entries) with { TimelineMayExist = true }, cancellationToken);
        }

        return target is not null;
    }

    /// <summary>
    /// Takes away from the person what belongs to others. The timeline goes first: by the records it is still known whose an
    /// entry is.
    /// </summary>
    /// <returns>Null where somebody else has gone on with the plan.</returns>
    public async Task<StoredProfile?> LeaveAsync(StoredProfile person, SplitPlan plan, CancellationToken cancellationToken)
    {
        var sorter = new SplitSorter(person.Profile, plan);
        var records = await RecordsAsync(sorter, 0, cancellationToken);
        var current = person;
        await foreach (var entries in EntriesAsync(sorter, s => s != 0, cancellationToken))
        {
            current = await CommitAsync(current, p => ProfileCommit.Of(p.With(p.Ties), [], []) with { Removed = entries }, cancellationToken);
        }

        var touched = person.Profile.Records.Where(r => !records.TryGetValue(r.Key, out var own) || !ReferenceEquals(own, r.Value)).Select(r => r.Key);
        foreach (var slice in touched.Chunk(IProfileStore.MaxRecordsPerCommit))
        {
            current = await CommitAsync(current, p => Without(p, slice, records), cancellationToken);
        }

        var ties = plan.TiesOf(person.Profile.Ties, 0);
        while (current is not null && !ReferenceEquals(current.Profile.Ties, current.Profile.Ties.Toward(ties, 1)))
        {
            current = await CommitAsync(current, p => ProfileCommit.Of(p.With(p.Ties.Toward(ties, IProfileStore.MaxTiesPerCommit)), [], []), cancellationToken);
        }

        return current;
    }

    private async Task<IReadOnlyDictionary<RecordKey, SourceRecord>> RecordsAsync(SplitSorter sorter, int side, CancellationToken cancellationToken)
    {
        var records = new SideRecords(sorter, side, config.Survivorship, config.Identity);
        await foreach (var entry in stores.Profiles.TimelineAsync(sorter.Person.Id, cancellationToken))
        {
            records.Add(entry);
        }

        return records.Build();
    }

    private async IAsyncEnumerable<List<Change>> EntriesAsync(
        SplitSorter sorter, Func<int, bool> which, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = new List<Change>(IProfileStore.MaxTimelinePerCommit);
        await foreach (var entry in stores.Profiles.TimelineAsync(sorter.Person.Id, cancellationToken))
        {
            if (which(sorter.SideOf(entry)))
            {
                entries.Add(entry);
            }

            if (entries.Count == IProfileStore.MaxTimelinePerCommit)
            {
                yield return entries;
                entries = new(IProfileStore.MaxTimelinePerCommit);
            }
        }

        if (entries.Count > 0)
        {
            yield return entries;
        }
    }

    /// <summary>The side's profile, in which only this plan is at work; null where it is beyond that.</summary>
    private async Task<StoredProfile?> OpenAsync(ProfileId id, ProfileId from, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var side = await stores.ReloadAsync(id, cancellationToken);
            if (side.Profile.Status == ProfileStatus.Restoring)
            {
                return side;
            }

            if (side.Profile is not ({ Version: 0 } or { Status: ProfileStatus.Merged }))
            {
                return null;
            }

            await stores.CommitAsync(side, ProfileCommit.Of(side.Profile.Restoring(from), [], []), cancellationToken);
        }

        throw new StoreContentionException(id);
    }

    private ProfileCommit Taking(Profile side, SourceRecord[] slice, Profile person)
    {
        var records = new Dictionary<RecordKey, SourceRecord>(side.Records);
        foreach (var record in slice)
        {
            records[record.Key] = record;
        }

        var next = side.With(records, config.Survivorship);
        var marks = side.Marks.SetItems(person.Marks.Where(m => slice.Any(r => r.Key == m.Key)));
        return ProfileCommit.Of(next.Beside(next.Ties, marks, next.Split, next.WasSplit), [.. slice.Select(r => r.Key)], []);
    }

    private ProfileCommit Without(Profile person, RecordKey[] slice, IReadOnlyDictionary<RecordKey, SourceRecord> own)
    {
        var records = new Dictionary<RecordKey, SourceRecord>(person.Records);
        foreach (var key in slice)
        {
            records.Remove(key);
            if (own.TryGetValue(key, out var record))
            {
                records[key] = record;
            }
        }

        var next = person.With(records, config.Survivorship);
        return ProfileCommit.Of(next.Beside(next.Ties, person.Marks.RemoveRange(slice.Where(k => !own.ContainsKey(k))), next.Split, next.WasSplit), slice, []);
    }

    private async Task<StoredProfile?> StepAsync(StoredProfile? side, Func<Profile, ProfileCommit> next, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (side?.Profile.Status != ProfileStatus.Restoring)
            {
                return null;
            }

            if ((await stores.CommitAsync(side, next(side.Profile), cancellationToken)).Stored is { } stored)
            {
                return stored;
            }

            side = await stores.ReloadAsync(side.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(side!.Profile.Id);
    }

    /// <summary>Null on a conflict: whoever got in between is at the same plan, and it is taken up again from where it stands.</summary>
    private async Task<StoredProfile?> CommitAsync(StoredProfile? person, Func<Profile, ProfileCommit> next, CancellationToken cancellationToken) =>
        person is null ? null : (await stores.CommitAsync(person, next(person.Profile), cancellationToken)).Stored;
}
