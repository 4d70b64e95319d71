using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Makes one person of two. Every step can be repeated, and whoever finds a merge half done finishes it: first the
/// loser is closed for writing, then its records and timeline are joined into the survivor and destinations are told,
/// then it is emptied down to a redirect. Its identifiers are handed over last: until then they lead whoever looks here.
/// </summary>
public sealed class PersonMerger(PersonStores stores, PersonSplitter splitter, DeliveryEmitter emitter, IntegrationConfig config, TimeProvider time)
{
    private const int MaxAttempts = 50;

    /// <summary>Records, timeline entries and ties, of each so many, that are joined in one commit; it holds 100 rows.</summary>
    private const int AtOnce = 8;

    /// <param name="link">What ties the two; null where an identifier does. It is stored in the same step that closes the loser.</param>
    /// <returns>
    /// The survivor as stored now, which is another one where the survivor was itself merged meanwhile. Where someone wrote to
    /// the loser in the meantime nothing was merged: whether the two may be one is then to be decided anew.
    /// </returns>
    public async Task<StoredProfile> MergeAsync(StoredProfile loser, StoredProfile survivor, IdentityLink? link, CancellationToken cancellationToken)
    {
        var closed = await CloseAsync(loser, survivor.Profile.Id, link, cancellationToken);
        if (closed.Profile.Status == ProfileStatus.Merged)
        {
            return await CurrentAsync(closed.Profile.MergedInto!.Value, cancellationToken);
        }

        if (closed.Profile.Status != ProfileStatus.Merging)
        {
            return await CurrentAsync(survivor.Profile.Id, cancellationToken);
        }

        var into = closed.Profile.MergedInto!.Value == survivor.Profile.Id && survivor.Profile.Split is null
            ? survivor
            : await CurrentAsync(closed.Profile.MergedInto!.Value, cancellationToken);
        var joined = await JoinAsync(closed.Profile, into, cancellationToken);
        if (closed.Profile.IsPerson)
        {
            await emitter.EmitAsync([(closed.Profile.Id, time.GetUtcNow())], cancellationToken);
        }

        await stores.Profiles.ClearAsync(closed.Profile.Id, cancellationToken);
        await FinishAsync(closed, cancellationToken);
        var identifiers = IdentifiersOf(closed.Profile);
        await stores.Identities.RepointAsync(identifiers, closed.Profile.Id, joined.Profile.Id, cancellationToken);
        stores.Cache.Forget(identifiers);
        return joined;
    }

    /// <summary>
    /// Moves the records of a profile that named nobody to their person. Here the person survives, whoever is older: were
    /// the person closed instead, another change could hand the profile to somebody else meanwhile, and both would be one.
    /// </summary>
    public async Task TakeInAsync(StoredProfile unattached, StoredProfile person, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (!unattached.Profile.IsUnattached)
            {
                return;
            }

            var closing = ProfileCommit.Of(unattached.Profile.Merging(person.Profile.Id), [], []);
            if ((await stores.CommitAsync(unattached, closing, cancellationToken)).Stored is { } closed)
            {
                await MergeAsync(closed, person, null, cancellationToken);
                return;
            }

            unattached = await stores.ReloadAsync(unattached.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(unattached.Profile.Id);
    }

    /// <summary>
    /// The person who may be written to: the id's own, or the last of the survivors where that was merged or is being merged.
    /// One who is being taken apart is taken apart first.
    /// </summary>
    internal async Task<StoredProfile> CurrentAsync(ProfileId id, CancellationToken cancellationToken)
    {
        var person = await stores.ReloadAsync(id, cancellationToken);
        for (var hops = 0; hops < MaxAttempts; hops++)
        {
            if (person.Profile.Split is not null)
            {
                await splitter.FinishAsync(person, cancellationToken);
                person = await stores.ReloadAsync(id, cancellationToken);
            }
            else if (person.Profile is { Status: ProfileStatus.Merged or ProfileStatus.Merging or ProfileStatus.Restoring, MergedInto: { } further })
            {
                person = await stores.ReloadAsync(further, cancellationToken);
            }
            else
            {
                return person;
            }
        }

        throw new StoreContentionException(id);
    }

    private async Task<StoredProfile> CloseAsync(StoredProfile loser, ProfileId survivor, IdentityLink? link, CancellationToken cancellationToken)
    {
        if (loser.Profile.Status is ProfileStatus.Merging or ProfileStatus.Merged)
        {
            return loser;
        }

        var next = loser.Profile.Merging(survivor, link);
        var (_, stored) = await stores.CommitAsync(loser, ProfileCommit.Of(next, [], []), cancellationToken);
        return stored ?? await stores.ReloadAsync(loser.Profile.Id, cancellationToken);
    }

    private async Task<StoredProfile> JoinAsync(Profile loser, StoredProfile survivor, CancellationToken cancellationToken)
    {
        if (await JoinAtOnceAsync(loser, survivor, cancellationToken) is { } joined)
        {
            return joined;
        }

        survivor = await JoinTiesAsync(loser, survivor, cancellationToken);
        foreach (var slice in loser.Records.Values.Chunk(IProfileStore.MaxRecordsPerCommit))
        {
            survivor = await CommitJoinAsync(loser, survivor, slice, [], cancellationToken);
        }

        await PurgeAsync(loser, survivor.Profile, cancellationToken);

        var entries = new List<Change>(IProfileStore.MaxTimelinePerCommit);
        await foreach (var entry in stores.Profiles.TimelineAsync(loser.Id, cancellationToken))
        {
            entries.Add(entry);
            if (entries.Count == IProfileStore.MaxTimelinePerCommit)
            {
                survivor = await CommitJoinAsync(loser, survivor, [], entries, cancellationToken);
                entries.Clear();
            }
        }

        return entries.Count == 0 ? survivor : await CommitJoinAsync(loser, survivor, [], entries, cancellationToken);
    }

    /// <summary>Most merges are of somebody with one record and a change or two: all of it goes in one commit.</summary>
    /// <returns>Null where it is too much for one commit, or somebody got in between: then it goes step by step.</returns>
    private async Task<StoredProfile?> JoinAtOnceAsync(Profile loser, StoredProfile survivor, CancellationToken cancellationToken)
    {
        if (loser.Records.Count > AtOnce || loser.Records.Values.Any(r => !r.PurgedThrough.IsNone))
        {
            return null;
        }

        var joined = PersonTies.Joined(survivor.Profile, loser, time.GetUtcNow());
        var ties = survivor.Profile.Ties.Toward(joined, AtOnce);
        if (!ReferenceEquals(ties.Toward(joined, 1), ties))
        {
            return null;
        }

        var entries = new List<Change>(AtOnce);
        await foreach (var entry in stores.Profiles.TimelineAsync(loser.Id, cancellationToken))
        {
            if (entries.Count == AtOnce)
            {
                return null;
            }

            entries.Add(entry);
        }

        var commit = Joining(loser, survivor.Profile, ties, [.. loser.Records.Values], entries);
        return (await stores.CommitAsync(survivor, commit, cancellationToken)).Stored;
    }

    /// <summary>Links, separations and who came from where move before the records do.</summary>
    private async Task<StoredProfile> JoinTiesAsync(Profile loser, StoredProfile survivor, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts;)
        {
            var joined = PersonTies.Joined(survivor.Profile, loser, time.GetUtcNow());
            var next = survivor.Profile.Ties.Toward(joined, IProfileStore.MaxTiesPerCommit);
            if (ReferenceEquals(next, survivor.Profile.Ties))
            {
                return survivor;
            }

            var (_, stored) = await stores.CommitAsync(survivor, ProfileCommit.Of(survivor.Profile.With(next), [], []), cancellationToken);
            attempt += stored is null ? 1 : 0;
            survivor = stored ?? await CurrentAsync(survivor.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(survivor.Profile.Id);
    }

    /// <summary>
    /// A record that hangs on a person may have been deleted under a privacy law before it was known whose it is: then the
    /// survivor's timeline still has what was said of it before. One who knew of that deletion, or of a later one, has not.
    /// </summary>
    private async Task PurgeAsync(Profile loser, Profile survivor, CancellationToken cancellationToken)
    {
        var purged = loser.Records.Values
            .Where(r => !r.Key.IsPerson && !r.PurgedThrough.IsNone && survivor.Records.GetValueOrDefault(r.Key)?.PurgedThrough == r.PurgedThrough)
            .ToDictionary(r => r.Key, r => r.PurgedThrough);
        if (purged.Count == 0)
        {
            return;
        }

        await foreach (var entry in stores.Profiles.TimelineAsync(loser.Id, cancellationToken))
        {
            if (purged.TryGetValue(RecordKey.Of(entry), out var through) && through == new Stamp(entry.OccurredAt, entry.Id))
            {
                await stores.Profiles.PurgeTimelineAsync(survivor.Id, entry, cancellationToken);
            }
        }
    }

    private async Task<StoredProfile> CommitJoinAsync(
        Profile loser, StoredProfile survivor, SourceRecord[] joining, IReadOnlyList<Change> timeline, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var commit = Joining(loser, survivor.Profile, survivor.Profile.Ties, joining, timeline);
            var (_, stored) = await stores.CommitAsync(survivor, commit, cancellationToken);
            if (stored is not null)
            {
                return stored;
            }

            survivor = await CurrentAsync(survivor.Profile.Id, cancellationToken);
        }

        throw new StoreContentionException(survivor.Profile.Id);
    }

    private ProfileCommit Joining(Profile loser, Profile survivor, PersonTies ties, SourceRecord[] joining, IReadOnlyList<Change> timeline)
    {
        var records = new Dictionary<RecordKey, SourceRecord>(survivor.Records);
        foreach (var record in joining)
        {
            var joined = records.TryGetValue(record.Key, out var known) ? known.Clone() : new SourceRecord(record.Key);
            joined.Join(record);
            records[record.Key] = joined;
        }

        var marks = survivor.Marks.SetItems(loser.Marks.Where(m => joining.Any(r => r.Key == m.Key)));
        var with = survivor.With(records, config.Survivorship);
        var next = with.Beside(ties, marks, with.Split, with.WasSplit || loser.WasSplit);
        var kept = timeline.Where(c => !Forgotten(c, records)).ToList();
        return ProfileCommit.Of(next, [.. joining.Select(r => r.Key)], kept) with { TimelineMayExist = true };
    }

    /// <summary>A privacy deletion that reached the survivor while the loser's timeline was being read holds for that timeline too.</summary>
    private static bool Forgotten(Change change, Dictionary<RecordKey, SourceRecord> records) =>
        records.TryGetValue(RecordKey.Of(change), out var record) && record.Forgets(new Stamp(change.OccurredAt, change.Id));

    /// <summary>Also the keys and links of records that hang on the person, which are no golden identifiers.</summary>
    private static IReadOnlyList<Identifier> IdentifiersOf(Profile profile) =>
        [.. profile.Golden.Identifiers, .. profile.Records.Values.Where(r => !r.Key.IsPerson).SelectMany(r => r.Identifiers.Keys).Distinct()];

    private async Task FinishAsync(StoredProfile closed, CancellationToken cancellationToken)
    {
        var (_, stored) = await stores.CommitAsync(closed, ProfileCommit.Of(closed.Profile.Merged(), [], []), cancellationToken);
        if (stored is null)
        {
            stores.Cache.Forget(closed.Profile.Id);
        }
    }
}
