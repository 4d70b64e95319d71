using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Deliveries;

/// <summary>Tables <c>deliveries</c> (a partition a shard, a row a person) and <c>destinations</c> (what a shard's worker remembers).</summary>
internal sealed class TableWorkStore(StoreTables tables) : IWorkStore
{
    private const string ChangedColumn = "c";

    // Azure gives at most this many rows a page.
    private const int MaxPage = 1000;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    private readonly MeteredTable _work = tables.Deliveries;
    private readonly MeteredTable _states = tables.Destinations;

    public async Task UpsertAsync(IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken)
    {
        var chunks = items
            .GroupBy(i => i.Shard)
            .SelectMany(shard => shard.GroupBy(i => i.Profile).Select(Row).Chunk(MeteredTable.MaxTransaction))
            .ToList();
        await Bounded.SelectAsync(
            chunks,
            async (rows, token) =>
            {
                await UpsertAsync(rows, token);
                return true;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<StoredWork>> ReadAsync(WorkShard shard, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var work = new List<StoredWork>(Math.Min(max, MaxPage));
        await foreach (var row in _work.QueryAsync(RowFilter.Partition(Partition(shard)), Math.Min(max, MaxPage), null, cancellationToken))
        {
            work.Add(new(ProfileId.Parse(row.RowKey), new DateTimeOffset(row.GetInt64(ChangedColumn) ?? 0, TimeSpan.Zero), row.ETag.ToString()));
            if (work.Count == max)
            {
                break;
            }
        }

        return work;
    }

    public async Task CompleteAsync(WorkShard shard, IReadOnlyCollection<StoredWork> done, CancellationToken cancellationToken)
    {
        var partition = Partition(shard);
        await Bounded.SelectAsync(
            done.Chunk(MeteredTable.MaxTransaction).ToList(),
            async (chunk, token) =>
            {
                await CompleteAsync(partition, chunk, token);
                return true;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<WorkShard>> PendingAsync(IEnumerable<WorkShard> shards, CancellationToken cancellationToken)
    {
        var asked = shards.ToList();
        var pending = await Bounded.SelectAsync(asked, HasRowsAsync, cancellationToken);
        return [.. asked.Where((_, i) => pending[i])];
    }

    public async Task<ShardState> LoadStateAsync(WorkShard shard, CancellationToken cancellationToken)
    {
        var (partition, row) = ShardStateRow.Key(shard);
        return await _states.FindAsync(partition, row, null, cancellationToken) is { } stored ? ShardStateRow.Read(stored) : new ShardState();
    }

    public Task SaveStateAsync(WorkShard shard, ShardState state, CancellationToken cancellationToken) =>
        _states.UpsertAsync(ShardStateRow.Write(shard, state), cancellationToken);

    private async Task CompleteAsync(string partition, StoredWork[] done, CancellationToken cancellationToken)
    {
        try
        {
            await _work.SubmitAsync([.. done.Select(d => MeteredTable.Delete(partition, d.Profile.ToString(), new ETag(d.ETag)))], cancellationToken);
        }
        catch (TableTransactionFailedException refused) when (refused.Status is 404 or 412)
        {
            // One of them was marked again (and stays), or is gone: each by itself then.
            await Bounded.SelectAsync(
                done,
                (d, token) => _work.TryDeleteAsync(partition, d.Profile.ToString(), new ETag(d.ETag), token),
                cancellationToken);
        }
    }

    private async Task UpsertAsync(TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows.Length == 1)
        {
            await _work.UpsertAsync(rows[0], cancellationToken);
            return;
        }

        await _work.SubmitAsync([.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))], cancellationToken);
    }

    private async Task<bool> HasRowsAsync(WorkShard shard, CancellationToken cancellationToken)
    {
        await foreach (var _ in _work.QueryAsync(RowFilter.Partition(Partition(shard)), 1, KeysOnly, cancellationToken))
        {
            return true;
        }

        return false;
    }

    private static string Partition(WorkShard shard) => KeyText.Escape(shard.SessionId);

    // Of several marks in one call the earliest counts, so that the time from change to destination is not flattered.
    private static TableEntity Row(IGrouping<ProfileId, WorkItem> person) => new(Partition(person.First().Shard), person.Key.ToString())
    {
        [ChangedColumn] = person.Min(i => i.ChangedAt.UtcTicks),
    };
}
