using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>The reviews as they lie before the stewards: found by status, in order, and counted, without reading them all.</summary>
public interface IReviewBoard
{
    /// <summary>What the filter lets through: put off by when they come back, else the oldest first.</summary>
    IAsyncEnumerable<ReviewEntry> ListAsync(ReviewFilter filter, CancellationToken cancellationToken);

    /// <summary>Ids of reviews that are decided and yet to be carried out, the oldest first.</summary>
    IAsyncEnumerable<string> PendingAsync(CancellationToken cancellationToken);

    Task<ReviewCounts> CountAsync(CancellationToken cancellationToken);
}

/// <summary>Which reviews are meant. What is null lets everything through.</summary>
public sealed record ReviewFilter(ReviewStatus Status)
{
    public ReviewKind? Kind { get; init; }

    /// <summary>A steward; empty for reviews that nobody has taken.</summary>
    public string? Assignee { get; init; }

    /// <summary>At least this likely to be one person.</summary>
    public double? MinBits { get; init; }

    /// <summary>Where an earlier listing ended; this one goes on behind it.</summary>
    public ListingCursor? After { get; init; }
}

/// <summary>What a listing shows of a review: nothing that either person said.</summary>
/// <param name="Bits">Of the score, to a thousandth.</param>
public sealed record ReviewEntry(
    string Id, ReviewKind Kind, ReviewStatus Status, ProfileId Left, ProfileId Right, double Bits, DateTimeOffset OpenedAt)
{
    public string? Assignee { get; init; }

    public DateTimeOffset? PutOffUntil { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>By which listings are ordered.</summary>
    public DateTimeOffset Order => Status == ReviewStatus.PutOff ? PutOffUntil ?? OpenedAt : OpenedAt;
}

/// <param name="Counts">Those that are not zero.</param>
/// <param name="OldestOpen">When the review was opened that has been open for longest; null where none is.</param>
public sealed record ReviewCounts(IReadOnlyList<ReviewCount> Counts, DateTimeOffset? OldestOpen)
{
    public long Of(ReviewStatus status) => Counts.Where(c => c.Status == status).Sum(c => c.Count);
}

public sealed record ReviewCount(ReviewKind Kind, ReviewStatus Status, long Count);
