using System.Runtime.CompilerServices;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Profiles;

/// <summary>Reads and purges timelines.</summary>
internal sealed class ProfileTimeline(MeteredTable table, KeyRing ring)
{
    // Rows may be large, so a page is kept small.
    private const int PageRows = 100;

    private static readonly string[] KeysOnly = ["PartitionKey", "RowKey"];

    /// <summary>Newest first.</summary>
    public async IAsyncEnumerable<Change> ReadAsync(ProfileId id, SealingKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = id.ToString();
        var untimed = await UntimedAsync(partition, key, cancellationToken);
        var next = 0;
        await foreach (var row in table.QueryAsync(RowFilter.Kind(partition, RowKeys.EventKind), PageRows, null, cancellationToken))
        {
            var change = TimelineRow.Read(row, key);
            for (; next < untimed.Count && untimed[next].OccurredAt > change.OccurredAt; next++)
            {
                yield return untimed[next];
            }

            yield return change;
        }

        for (; next < untimed.Count; next++)
        {
            yield return untimed[next];
        }
    }

    /// <summary>Deletes the entries of the deletion's record up to and including its time, but not its own.</summary>
    public async Task PurgeAsync(ProfileId id, Change deletion, CancellationToken cancellationToken)
    {
        var partition = id.ToString();
        var keys = (await ring.GetAsync(cancellationToken)).Hash;
        var hash = keys.Of(RecordKey.Of(deletion));
        var own = RowKeys.Timeline(deletion, keys);
        var timed = RowFilter.Range(partition, RowKeys.EventsThrough(deletion.OccurredAt), $"{RowKeys.EventKind}}}");
        var untimed = RowFilter.AndAtMost(RowFilter.Kind(partition, RowKeys.SeenKind), TimelineRow.TicksColumn, deletion.OccurredAt.UtcTicks);
        foreach (var range in (string[])[timed, untimed])
        {
            var rows = new List<string>();
            await foreach (var row in table.QueryAsync(RowFilter.And(range, TimelineRow.RecordColumn, hash), null, KeysOnly, cancellationToken))
            {
                if (row.RowKey != own)
                {
                    rows.Add(row.RowKey);
                }
            }

            await table.DeleteRowsAsync(partition, rows, cancellationToken);
        }
    }

    private async Task<List<Change>> UntimedAsync(string partition, SealingKey key, CancellationToken cancellationToken)
    {
        var changes = new List<Change>();
        await foreach (var row in table.QueryAsync(RowFilter.Kind(partition, RowKeys.SeenKind), PageRows, null, cancellationToken))
        {
            changes.Add(TimelineRow.Read(row, key));
        }

        changes.Sort((left, right) => right.OccurredAt.CompareTo(left.OccurredAt));
        return changes;
    }
}
