using Azure.Data.Tables;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Reviews;

/// <summary>
/// How many reviews there are of each kind and status, changed in the transaction that changes a review. The rows are
/// sixteen, by the first digit of the review's id, so that workers seldom wait for one another.
/// </summary>
internal static class ReviewTally
{
    private const string Prefix = "count|";

    private static readonly (ReviewKind Kind, ReviewStatus Status, string Column)[] Columns =
    [
        .. from kind in Enum.GetValues<ReviewKind>()
           from status in Enum.GetValues<ReviewStatus>()
           select (kind, status, ColumnOf(kind, status)),
    ];

    public static string Rows => RowFilter.Range(ReviewRows.Partition, Prefix, "count}");

    public static string Key(string id) => $"{Prefix}{id[0]}";

    /// <summary>The row with one review moved; null where it stays where it is.</summary>
    /// <param name="row">As stored, or null.</param>
    public static TableTransactionAction? Move(TableEntity? row, Review? before, Review next)
    {
        if (before is not null && (before.Kind, before.Status) == (next.Kind, next.Status))
        {
            return null;
        }

        var counted = row ?? new TableEntity(ReviewRows.Partition, Key(next.Id));
        if (before is not null)
        {
            Add(counted, before, -1);
        }

        Add(counted, next, 1);
        return row is null ? new(TableTransactionActionType.Add, counted) : new(TableTransactionActionType.UpdateReplace, counted, row.ETag);
    }

    public static IReadOnlyList<ReviewCount> Sum(IReadOnlyList<TableEntity> rows) =>
    [
        .. Columns.Select(c => new ReviewCount(c.Kind, c.Status, rows.Sum(r => r.GetInt64(c.Column) ?? 0))).Where(c => c.Count != 0),
    ];

    private static void Add(TableEntity row, Review review, int count)
    {
        var column = ColumnOf(review.Kind, review.Status);
        row[column] = (row.GetInt64(column) ?? 0) + count;
    }

    private static string ColumnOf(ReviewKind kind, ReviewStatus status) => $"{kind}{status}";
}
