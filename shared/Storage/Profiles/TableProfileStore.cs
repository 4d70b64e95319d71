using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>Table <c>profiles</c>: a partition a person.</summary>
internal sealed class TableProfileStore(StoreTables tables, KeyRing ring, DataKeys dataKeys) : IProfileStore, ITimelineEntries
{
    private static readonly string[] ClearedKinds =
        [RowKeys.ConsentKind, RowKeys.EventKind, RowKeys.IdentifierKind, ProfileRow.RowKey, RowKeys.RecordKind, RowKeys.SeenKind];

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly MeteredTable _table = tables.Profiles;
    private readonly ProfileCommitter _committer = new(tables.Profiles, ring, dataKeys);
    private readonly ProfileTimeline _timeline = new(tables.Profiles, ring);

    public async Task<StoredProfile?> LoadAsync(ProfileId id, CancellationToken cancellationToken)
    {
        TableEntity? profile = null;
        DataKey? key = null;
        var records = new Dictionary<RecordKey, SourceRecord>();
        var ties = new TieRows.Reader();
        await foreach (var row in _table.QueryAsync(RowKeys.ProfileAndRecords(id.ToString()), null, null, cancellationToken))
        {
            if (row.RowKey == ProfileRow.RowKey)
            {
                profile = row;
                key = await UnwrapAsync(id, row, cancellationToken);
            }
            else if (key is not null && TieRows.IsTie(row.RowKey))
            {
                ties.Add(row, key.Cipher);
            }
            else if (key is not null)
            {
                var record = SealedJson.Read(row, StoreTables.ProfilesName, key.Cipher, CoreJson.Relaxed.RecordDocument).ToRecord();
                records[record.Key] = record;
            }
        }

        if (profile is null)
        {
            return null;
        }

        var stored = Stored(profile, key, records);
        return stored with { Profile = ties.Complete(stored.Profile) };
    }

    public async Task<StoredProfile?> LoadGoldenAsync(ProfileId id, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(id.ToString(), ProfileRow.RowKey, null, cancellationToken) is not { } row)
        {
            return null;
        }

        var key = await UnwrapAsync(id, row, cancellationToken);
        return Stored(row, key, new Dictionary<RecordKey, SourceRecord>());
    }

    public Task<CommitResult> CommitAsync(ProfileCommit commit, CancellationToken cancellationToken) =>
        _committer.CommitAsync(commit, cancellationToken);

    public async IAsyncEnumerable<Change> TimelineAsync(ProfileId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Not a remembered key: what was erased a moment ago by another instance must not be read any more.
        if (await ReadKeyAsync(id, cancellationToken) is not { } key)
        {
            yield break;
        }

        await foreach (var change in _timeline.ReadAsync(id, key.Cipher, cancellationToken))
        {
            yield return change;
        }
    }

    public Task PurgeTimelineAsync(ProfileId id, Change deletion, CancellationToken cancellationToken) =>
        _timeline.PurgeAsync(id, deletion, cancellationToken);

    public async Task<IReadOnlyList<TimelineEntry?>> FindAsync(ProfileId id, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var hash = (await ring.GetAsync(cancellationToken)).Hash;
        var key = await KeyOfAsync(id, cancellationToken);
        return await Bounded.SelectAsync(
            changes,
            async (change, token) =>
            {
                var row = key is null ? null : await _table.FindAsync(id.ToString(), RowKeys.Timeline(change, hash), null, token);
                return row is null ? null : new TimelineEntry(TimelineRow.Read(row, key!.Cipher).ReceivedAt, TimelineRow.OutcomeOf(row)); // no row without a key
            },
            cancellationToken);
    }

    public async Task ClearAsync(ProfileId id, CancellationToken cancellationToken)
    {
        var partition = id.ToString();
        var kinds = await Bounded.SelectAsync(ClearedKinds, (kind, token) => RowsAsync(partition, kind, token), cancellationToken);
        await _table.DeleteRowsAsync(partition, kinds.SelectMany(k => k), cancellationToken);
    }

    public async Task<SentState?> LoadSentAsync(ProfileId id, string destination, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(id.ToString(), RowKeys.Sent(destination), null, cancellationToken);
        return row is null ? null : SentRow.Read(row, (await KeyOfAsync(id, cancellationToken))?.Cipher);
    }

    public async Task SaveSentAsync(ProfileId id, SentState sent, CancellationToken cancellationToken)
    {
        var key = await KeyOfAsync(id, cancellationToken);
        await _table.UpsertAsync(SentRow.Write(id, sent, key?.Cipher), cancellationToken);
    }

    public async Task<CommitResult> SaveMarkAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken)
    {
        if (person.Handle is not ProfileHandle { Key: { } key } handle)
        {
            return CommitResult.Conflict;
        }

        var id = person.Profile.Id;
        var row = TieRows.Mark(id, record, mark, (await ring.GetAsync(cancellationToken)).Hash, key.Cipher);
        try
        {
            var responses = await _table.SubmitAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, new TableEntity(id.ToString(), ProfileRow.RowKey), handle.ETag),
                    new(TableTransactionActionType.UpsertReplace, row),
                ],
                cancellationToken);
            return CommitResult.Committed(handle with { ETag = responses[0].Headers.ETag ?? default });
        }
        catch (TableTransactionFailedException refused) when (refused.Status is 404 or 412)
        {
            return CommitResult.Conflict;
        }
    }

    private async Task<List<string>> RowsAsync(string partition, string kind, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await foreach (var row in _table.QueryAsync(RowFilter.Kind(partition, kind), null, KeysOnly, cancellationToken))
        {
            rows.Add(row.RowKey);
        }

        return rows;
    }

    private static StoredProfile Stored(TableEntity row, DataKey? key, IReadOnlyDictionary<RecordKey, SourceRecord> records) =>
        new(ProfileRow.Read(row, key, records), new ProfileHandle(row.ETag, key));

    /// <summary>The person's key, or null where the person is erased or unknown.</summary>
    private async ValueTask<DataKey?> KeyOfAsync(ProfileId id, CancellationToken cancellationToken) =>
        dataKeys.Remembered(id) ?? await ReadKeyAsync(id, cancellationToken);

    private async ValueTask<DataKey?> ReadKeyAsync(ProfileId id, CancellationToken cancellationToken)
    {
        var row = await _table.FindAsync(id.ToString(), ProfileRow.RowKey, ProfileRow.KeyOnly, cancellationToken);
        return row is null ? null : await UnwrapAsync(id, row, cancellationToken);
    }

    private async ValueTask<DataKey?> UnwrapAsync(ProfileId id, TableEntity row, CancellationToken cancellationToken)
    {
        if (ProfileRow.WrappedKey(row) is { } wrapped)
        {
            return await dataKeys.UnwrapAsync(id, wrapped, cancellationToken);
        }

        dataKeys.Forget(id);
        return null;
    }
}
