using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Drift;

/// <summary>Table <c>sources</c>. Counts grow under the row's ETag, so that instances that count at once lose nothing.</summary>
internal sealed class TableDriftStore(StoreTables tables, KeyRing ring) : IDriftStore
{
    private const string ActivityRow = "activity";
    private const int MaxAttempts = 50;

    private readonly MeteredTable _table = tables.Sources;

    public async Task AddAsync(string source, IReadOnlyCollection<DriftEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count > 0)
        {
            var key = (await ring.GetAsync(cancellationToken)).Newest;
            await Bounded.SelectAsync(entries, (entry, token) => AddAsync(source, entry, key, token), cancellationToken);
        }
    }

    public async Task AddAsync(string source, SourceActivity activity, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var row = await _table.FindAsync(DriftRow.Partition(source), ActivityRow, null, cancellationToken);
            var next = Write(source, Read(row).Plus(activity));
            if (row is null ? await _table.TryAddAsync(next, cancellationToken) : await _table.TryReplaceAsync(next, row.ETag, cancellationToken))
            {
                return;
            }
        }

        throw Contention();
    }

    public async Task<IReadOnlyList<DriftEntry>> ListAsync(string source, CancellationToken cancellationToken)
    {
        var entries = new List<DriftEntry>();
        await foreach (var row in _table.QueryAsync(RowFilter.Kind(DriftRow.Partition(source), DriftRow.Kind), null, null, cancellationToken))
        {
            var key = row.GetString(DriftRow.KeyVersionColumn) is { Length: > 0 } version ? await ring.FindAsync(version, cancellationToken) : null;
            entries.Add(DriftRow.Read(row, key));
        }

        return [.. entries.OrderByDescending(e => e.LastSeen).ThenBy(e => e.Id, StringComparer.Ordinal)];
    }

    public async Task<SourceActivity> ActivityAsync(string source, CancellationToken cancellationToken) =>
        Read(await _table.FindAsync(DriftRow.Partition(source), ActivityRow, null, cancellationToken));

    public async Task<bool> RemoveAsync(string source, string id, CancellationToken cancellationToken)
    {
        var (partition, row) = (DriftRow.Partition(source), DriftRow.Row(id));
        if (await _table.FindAsync(partition, row, ["PartitionKey", "RowKey"], cancellationToken) is null)
        {
            return false;
        }

        await _table.DeleteRowsAsync(partition, [row], cancellationToken);
        return true;
    }

    private async Task<bool> AddAsync(string source, DriftEntry entry, WrappingKey key, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await _table.FindAsync(DriftRow.Partition(source), DriftRow.Row(entry.Id), null, cancellationToken) is not { } row)
            {
                if (await _table.TryAddAsync(DriftRow.Write(source, entry, key), cancellationToken))
                {
                    return true;
                }

                continue;
            }

            DriftRow.Count(row, DriftKey.Join(DriftRow.Read(row, null), entry));
            if (await _table.TryReplaceAsync(row, row.ETag, cancellationToken))
            {
                return true;
            }
        }

        throw Contention();
    }

    private static TimeoutException Contention() => new("A row of table sources was changed by others at every attempt to write it.");

    private static TableEntity Write(string source, SourceActivity activity)
    {
        var row = new TableEntity(DriftRow.Partition(source), ActivityRow)
        {
            ["received"] = activity.Received,
            ["changes"] = activity.Changes,
            ["ignored"] = activity.Ignored,
            ["rejected"] = activity.Rejected,
        };
        if (activity.LastReceived is { } last)
        {
            row["last"] = last.UtcTicks;
        }

        return row;
    }

    private static SourceActivity Read(TableEntity? row) => row is null
        ? SourceActivity.None
        : new(
            row.GetInt64("received") ?? 0,
            row.GetInt64("changes") ?? 0,
            row.GetInt64("ignored") ?? 0,
            row.GetInt64("rejected") ?? 0,
            row.GetInt64("last") is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null);
}
