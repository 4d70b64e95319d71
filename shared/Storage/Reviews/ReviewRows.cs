using System.Globalization;
using Azure.Data.Tables;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Storage.Rows;
using ServerlessCdi.Storage.Sealing;

namespace ServerlessCdi.Storage.Reviews;

/// <summary>
/// The rows of a review: its own (<c>id|</c> and the id), and one for each list that it stands in, named by the place in
/// that list: <c>s</c>, the status, ticks and the id, and <c>p</c> while its decision is to be carried out. Persons stand
/// there as profile ids; stewards by name, as the audit has them, for they are looked for.
/// </summary>
internal static class ReviewRows
{
    public const string Partition = "reviews";

    private const string KindColumn = "k";
    private const string StatusColumn = "s";
    private const string LeftColumn = "l";
    private const string RightColumn = "r";
    private const string BitsColumn = "b";
    private const string OpenedColumn = "t";
    private const string AssigneeColumn = "a";
    private const string UntilColumn = "u";
    private const string ByColumn = "w";
    private const string DecidedColumn = "v";
    private const string PendingColumn = "p";

    private const string PendingList = "p";
    private const double Thousandths = 1000;

    public static string Key(string id) => $"id|{KeyText.Escape(id)}";

    /// <summary>The review's own row, first, and its places in the lists.</summary>
    /// <param name="keys">Null where the content can no longer be read: then it is left as it is.</param>
    public static TableEntity Write(Review review, ReviewKeys? keys, byte[] unread)
    {
        var row = Columns(review, new TableEntity(Partition, Key(review.Id)));
        var content = new ReviewContent(review.LeftRecord, review.RightRecord, review.Score, review.Decision?.Why);
        SealedColumns.Write(row, keys is null ? unread : content.Seal(keys, Place(row)));
        return row;
    }

    public static IEnumerable<TableEntity> Places(Review review)
    {
        yield return Columns(review, new TableEntity(Partition, PlaceOf(List(review.Status), Order(review), review.Id)));
        if (review.IsPending)
        {
            yield return Columns(review, new TableEntity(Partition, PlaceOf(PendingList, Order(review), review.Id)));
        }
    }

    public static Review Read(TableEntity row, ReviewKeys? keys)
    {
        var entry = ReadEntry(row);
        var content = keys is null ? null : ReviewContent.Open(keys, Place(row), SealedColumns.Read(row));
        return new(
            entry.Id,
            entry.Kind,
            entry.Left,
            content?.Left ?? default,
            entry.Right,
            content?.Right ?? default,
            content?.Score ?? new MatchScore(0, [], ""),
            entry.OpenedAt)
        {
            Status = entry.Status,
            Assignee = entry.Assignee,
            PutOffUntil = entry.PutOffUntil,
            Decision = entry is { DecidedBy: { } by, DecidedAt: { } at } ? new(by, at, content?.Why) : null,
            IsPending = row.GetBoolean(PendingColumn) ?? false,
            IsReadable = content is not null,
        };
    }

    /// <summary>Of the review's own row or of its place in a list.</summary>
    public static ReviewEntry ReadEntry(TableEntity row) => new(
        row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..],
        (ReviewKind)(row.GetInt32(KindColumn) ?? 0),
        (ReviewStatus)(row.GetInt32(StatusColumn) ?? 0),
        ProfileId.Parse(row.GetString(LeftColumn) ?? ""),
        ProfileId.Parse(row.GetString(RightColumn) ?? ""),
        (row.GetInt64(BitsColumn) ?? 0) / Thousandths,
        Time(row, OpenedColumn) ?? default)
    {
        Assignee = row.GetString(AssigneeColumn) is { Length: > 0 } assignee ? assignee : null,
        PutOffUntil = Time(row, UntilColumn),
        DecidedBy = row.GetString(ByColumn),
        DecidedAt = Time(row, DecidedColumn),
    };

    public static string Pending => RowFilter.Range(Partition, $"{PendingList}|", $"{PendingList}}}");

    public static string RowsOf(ReviewFilter filter)
    {
        var list = List(filter.Status);
        // A place is never longer than another: a character more begins behind it.
        var from = filter.After is { } after ? $"{PlaceOf(list, after.At, after.Id)}!" : $"{list}|";
        var rows = RowFilter.Range(Partition, from, $"{list}}}");
        rows = filter.Kind is { } kind ? RowFilter.And(rows, KindColumn, (int)kind) : rows;
        rows = filter.Assignee is { } assignee ? RowFilter.AndText(rows, AssigneeColumn, assignee) : rows;
        return filter.MinBits is { } bits ? RowFilter.AndAtLeast(rows, BitsColumn, (long)Math.Ceiling(bits * Thousandths)) : rows;
    }

    private static DateTimeOffset Order(Review review) => review.Status == ReviewStatus.PutOff ? review.PutOffUntil ?? review.OpenedAt : review.OpenedAt;

    private static string List(ReviewStatus status) => string.Create(CultureInfo.InvariantCulture, $"s{(int)status}");

    private static string PlaceOf(string list, DateTimeOffset order, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{list}|{order.UtcTicks:D19}|{KeyText.Escape(id)}");

    private static TableEntity Columns(Review review, TableEntity row)
    {
        row[KindColumn] = (int)review.Kind;
        row[StatusColumn] = (int)review.Status;
        row[LeftColumn] = review.Left.ToString();
        row[RightColumn] = review.Right.ToString();
        row[BitsColumn] = (long)Math.Round(review.Score.Bits * Thousandths);
        row[OpenedColumn] = review.OpenedAt.UtcTicks;
        // Present where it is empty too: what is absent is equal to nothing that a filter asks for.
        row[AssigneeColumn] = review.Assignee ?? "";
        row[PendingColumn] = review.IsPending;
        if (review.PutOffUntil is { } until)
        {
            row[UntilColumn] = until.UtcTicks;
        }

        if (review.Decision is { } decision)
        {
            row[ByColumn] = decision.By;
            row[DecidedColumn] = decision.At.UtcTicks;
        }

        return row;
    }

    private static DateTimeOffset? Time(TableEntity row, string column) =>
        row.GetInt64(column) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static SealedPlace Place(TableEntity row) => new(StoreTables.ReviewsName, row.PartitionKey, row.RowKey);
}
