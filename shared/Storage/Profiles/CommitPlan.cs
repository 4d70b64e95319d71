using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>
/// The rows of one commit. Everything that says something of the person goes into one transaction. Identifier rows are an
/// index of hashes: those that do not fit beside the rest are added before it (a row too many leads nowhere) and removed after it.
/// </summary>
internal sealed class CommitPlan
{
    // An entity group transaction is less than 4 MiB as sent, where binary is base64 in JSON.
    private const int MaxSealedBytes = 2_800_000;

    private readonly ProfileCommit _commit;
    private readonly KeyedHash _hash;
    private readonly string _partition;
    private readonly List<string> _timeline = [];
    private int _sealedBytes;

    public CommitPlan(ProfileCommit commit, KeyedHash hash, DataKey? key)
    {
        _commit = commit;
        _hash = hash;
        _partition = commit.Next.Id.ToString();
        AddProfile(key);
        if (key is null)
        {
            return;
        }

        AddTimeline(key.Cipher);
        AddRecords(key.Cipher);
        AddConsents(key.Cipher);
        AddTies(key.Cipher);
        CheckSize();
        AddIdentifiers();
    }

    /// <summary>The transaction; the <c>profile</c> row is first and the timeline follows it in its order.</summary>
    public List<TableTransactionAction> Actions { get; } = [];

    /// <summary>Identifier rows to add before the transaction.</summary>
    public List<TableEntity> Before { get; } = [];

    /// <summary>Identifier rows to delete after the transaction.</summary>
    public List<string> After { get; } = [];

    /// <summary>Row keys of the timeline entries.</summary>
    public IReadOnlyList<string> Timeline => _timeline;

    private void AddProfile(DataKey? key)
    {
        var row = ProfileRow.Write(_commit.Next, key, out var bytes);
        Measure(bytes, "The golden profile", []);
        Actions.Add(_commit.Handle is ProfileHandle handle
            ? new(TableTransactionActionType.UpdateReplace, row, handle.ETag)
            : new(TableTransactionActionType.Add, row));
    }

    private void AddTimeline(SealingKey key)
    {
        var type = _commit.TimelineMayExist ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.Add;
        for (var i = 0; i < _commit.Timeline.Count; i++)
        {
            var row = TimelineRow.Write(_commit.Next.Id, _commit.Timeline[i], _hash, key, out var bytes);
            TimelineRow.Mark(row, _commit.Outcomes.ElementAtOrDefault(i));
            Measure(bytes, "A timeline entry", [i]);
            _timeline.Add(row.RowKey);
            Actions.Add(new(type, row));
        }
    }

    private void AddRecords(SealingKey key)
    {
        foreach (var recordKey in _commit.Touched)
        {
            var rowKey = RowKeys.Record(recordKey, _hash);
            if (!_commit.Next.Records.TryGetValue(recordKey, out var record))
            {
                Actions.Add(MeteredTable.Delete(_partition, rowKey, ETag.All));
                continue;
            }

            var row = new TableEntity(_partition, rowKey);
            var document = RecordDocument.Of(record);
            Measure(SealedJson.Write(row, StoreTables.ProfilesName, key, document, CoreJson.ForWriter.RecordDocument), "A record", []);
            Actions.Add(new(TableTransactionActionType.UpsertReplace, row));
        }
    }

    private void AddConsents(SealingKey key)
    {
        var before = _commit.Previous.Golden.Consents;
        var after = _commit.Next.Golden.Consents;
        foreach (var ((purpose, channel), decision) in after)
        {
            if (before.TryGetValue((purpose, channel), out var known) && known == decision)
            {
                continue;
            }

            var row = new TableEntity(_partition, RowKeys.Consent(purpose, channel));
            var document = new ConsentDecisionDocument(decision.Entry, decision.Record, decision.Stamp);
            Measure(SealedJson.Write(row, StoreTables.ProfilesName, key, document, CoreJson.ForWriter.ConsentDecisionDocument), "A consent", []);
            Actions.Add(new(TableTransactionActionType.UpsertReplace, row));
        }

        foreach (var (purpose, channel) in before.Keys.Where(k => !after.ContainsKey(k)))
        {
            Actions.Add(MeteredTable.Delete(_partition, RowKeys.Consent(purpose, channel), ETag.All));
        }
    }

    private void AddTies(SealingKey key)
    {
        // Of a merged person everything is cleared before.
        foreach (var change in _commit.Next.Status == ProfileStatus.Merged ? [] : TieRows.Changes(_commit.Previous, _commit.Next, _hash))
        {
            if (change.Write is null)
            {
                Actions.Add(MeteredTable.Delete(_partition, change.RowKey, ETag.All));
                continue;
            }

            var row = new TableEntity(_partition, change.RowKey);
            Measure(change.Write(row, key), "A link, a separation or a plan", []);
            Actions.Add(new(TableTransactionActionType.UpsertReplace, row));
        }

        foreach (var entry in _commit.Removed)
        {
            Actions.Add(MeteredTable.Delete(_partition, RowKeys.Timeline(entry, _hash), ETag.All));
        }
    }

    private void AddIdentifiers()
    {
        var before = _commit.Previous.Golden.Identifiers;
        var after = _commit.Next.Golden.Identifiers;
        foreach (var identifier in after.Where(i => !before.Contains(i)))
        {
            var row = new TableEntity(_partition, RowKeys.Identifier(identifier, _hash));
            if (Actions.Count < MeteredTable.MaxTransaction)
            {
                Actions.Add(new(TableTransactionActionType.UpsertReplace, row));
            }
            else
            {
                Before.Add(row);
            }
        }

        foreach (var identifier in before.Where(i => !after.Contains(i)))
        {
            var rowKey = RowKeys.Identifier(identifier, _hash);
            if (Actions.Count < MeteredTable.MaxTransaction)
            {
                Actions.Add(MeteredTable.Delete(_partition, rowKey, ETag.All));
            }
            else
            {
                After.Add(rowKey);
            }
        }
    }

    private void CheckSize()
    {
        if (Actions.Count > MeteredTable.MaxTransaction)
        {
            throw new InvalidOperationException(
                $"A commit of {_commit.Timeline.Count} timeline entries, {_commit.Touched.Count} records and {Actions.Count - 1 - _commit.Timeline.Count - _commit.Touched.Count} "
                + $"others passes {MeteredTable.MaxTransaction} operations. At most {IProfileStore.MaxTimelinePerCommit} entries and {IProfileStore.MaxRecordsPerCommit} records go into one.");
        }

        if (_sealedBytes > MaxSealedBytes)
        {
            throw new TooLargeException($"A commit of {_commit.Timeline.Count} timeline entries has {_sealedBytes} sealed bytes; at most {MaxSealedBytes} fit a transaction.");
        }
    }

    private void Measure(int bytes, string what, IReadOnlyList<int> indexes)
    {
        if (bytes > SealedColumns.RowBytes)
        {
            throw new TooLargeException($"{what} has {bytes} sealed bytes; at most {SealedColumns.RowBytes} fit a row.", indexes);
        }

        _sealedBytes += bytes;
    }
}
