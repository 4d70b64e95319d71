using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Profiles;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Reviews;

/// <summary>
/// Table <c>reviews</c>: one partition, so that a review, its places in the lists and the counts change in one transaction
/// and none is ever in two lists or in none. A partition takes 2,000 rows a second, far more than stewards can be asked.
/// </summary>
internal sealed class TableReviewStore(StoreTables tables, KeyRing ring, PersonKeys personKeys) : IReviewStore, IReviewBoard
{
    private const int PageRows = 200;

    // Each turn means that another writer changed a count in between; this many in a row is no race but a fault.
    private const int MaxTurns = 50;

    private readonly MeteredTable _table = tables.Reviews;

    public async Task AddAsync(Review review, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(review);
        var wanted = review with { Id = (await ring.GetAsync(cancellationToken)).Hash.Of(review.LeftRecord, review.RightRecord) };
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var known = await FindAsync(wanted.Id, cancellationToken);
            if (known?.Review is { Status: not (ReviewStatus.Open or ReviewStatus.Obsolete) })
            {
                return;
            }

            var next = known?.Review is { Status: ReviewStatus.Open, IsReadable: true } open ? open with { Score = wanted.Score, Kind = wanted.Kind } : wanted;
            if (await KeysAsync(next, cancellationToken) is not { } keys || await TrySubmitAsync(known, next, keys, cancellationToken))
            {
                return;
            }
        }

        throw Contended();
    }

    public async Task<StoredReview?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(ReviewRows.Partition, ReviewRows.Key(id), null, cancellationToken) is not { } row)
        {
            return null;
        }

        var entry = ReviewRows.ReadEntry(row);
        return new(ReviewRows.Read(row, await KeysAsync(entry.Left, entry.Right, cancellationToken)), row);
    }

    public async Task<bool> TryUpdateAsync(StoredReview next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        var read = (TableEntity)next.Handle;
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            var stored = await FindAsync(next.Review.Id, cancellationToken);
            if (stored?.Handle is not TableEntity row || row.ETag != read.ETag)
            {
                return false;
            }

            if (await TrySubmitAsync(stored, next.Review, await KeysAsync(next.Review, cancellationToken), cancellationToken))
            {
                return true;
            }
        }

        throw Contended();
    }

    public async IAsyncEnumerable<ReviewEntry> ListAsync(ReviewFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await foreach (var row in _table.QueryAsync(ReviewRows.RowsOf(filter), PageRows, null, cancellationToken))
        {
            yield return ReviewRows.ReadEntry(row);
        }
    }

    public async IAsyncEnumerable<StoredReview> ListAsync(ReviewStatus status, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ListAsync(new ReviewFilter(status), cancellationToken))
        {
            if (await FindAsync(entry.Id, cancellationToken) is { } review && review.Review.Status == status)
            {
                yield return review;
            }
        }
    }

    public async IAsyncEnumerable<string> PendingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in _table.QueryAsync(ReviewRows.Pending, PageRows, null, cancellationToken))
        {
            yield return ReviewRows.ReadEntry(row).Id;
        }
    }

    public async Task<ReviewCounts> CountAsync(CancellationToken cancellationToken)
    {
        var rows = await _table.QueryAsync(ReviewTally.Rows, null, null, cancellationToken).ToListAsync(cancellationToken);
        var oldest = _table.QueryAsync(ReviewRows.RowsOf(new(ReviewStatus.Open)), 1, null, cancellationToken);
        return new(ReviewTally.Sum(rows), await oldest.Select(r => (DateTimeOffset?)ReviewRows.ReadEntry(r).OpenedAt).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Null where one of the two cannot be read any more.</summary>
    private async Task<ReviewKeys?> KeysAsync(ProfileId left, ProfileId right, CancellationToken cancellationToken) =>
        await personKeys.FindAsync(left, cancellationToken) is { } leftKey && await personKeys.FindAsync(right, cancellationToken) is { } rightKey
            ? new(leftKey, rightKey)
            : null;

    private async Task<ReviewKeys?> KeysAsync(Review review, CancellationToken cancellationToken) =>
        review.IsReadable ? await KeysAsync(review.Left, review.Right, cancellationToken) : null;

    /// <summary>False where the review or the count was changed by another meanwhile.</summary>
    private async Task<bool> TrySubmitAsync(StoredReview? known, Review next, ReviewKeys? keys, CancellationToken cancellationToken)
    {
        var tally = await _table.FindAsync(ReviewRows.Partition, ReviewTally.Key(next.Id), null, cancellationToken);
        var before = known?.Handle as TableEntity;
        var row = ReviewRows.Write(next, keys, before is null ? [] : SealedColumns.Read(before));
        var places = ReviewRows.Places(next).ToList();
        List<TableTransactionAction> actions =
        [
            before is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, before.ETag),
            .. places.Select(p => new TableTransactionAction(TableTransactionActionType.UpsertReplace, p)),
        ];
        if (known is not null)
        {
            var left = ReviewRows.Places(known.Review).Select(p => p.RowKey).Except(places.Select(p => p.RowKey), StringComparer.Ordinal);
            actions.AddRange(left.Select(place => MeteredTable.Delete(ReviewRows.Partition, place, ETag.All)));
        }

        if (ReviewTally.Move(tally, known?.Review, next) is { } count)
        {
            actions.Add(count);
        }

        try
        {
            await _table.SubmitAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static InvalidOperationException Contended() => new($"A review's rows changed {MaxTurns} times while they were being written.");
}
