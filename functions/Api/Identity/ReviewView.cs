using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <param name="Continuation">Goes on behind this page; absent at the end.</param>
public sealed record ReviewsView(IReadOnlyList<ReviewRowView> Reviews, string? Continuation);

/// <summary>A review without anything that either person said.</summary>
/// <param name="Bits">How much speaks for their being one: each bit doubles the odds.</param>
/// <param name="Left">The profile of the left record when the review was opened or decided on.</param>
/// <param name="AgeSeconds">Since it was opened.</param>
public sealed record ReviewRowView(
    string Id,
    string Kind,
    string Status,
    double Bits,
    ProfileId Left,
    ProfileId Right,
    DateTimeOffset OpenedAt,
    long AgeSeconds,
    string? Assignee,
    DateTimeOffset? PutOffUntil,
    DecisionView? Decision)
{
    internal static ReviewRowView Of(ReviewEntry entry, DateTimeOffset now) => new(
        entry.Id,
        ReviewNames.Of(entry.Kind),
        ReviewNames.Of(entry.Status),
        entry.Bits,
        entry.Left,
        entry.Right,
        entry.OpenedAt,
        Ages.Seconds(entry.OpenedAt, now),
        entry.Assignee,
        entry.PutOffUntil,
        entry is { DecidedBy: { } by, DecidedAt: { } at } ? new(by, at) : null);

    internal static ReviewRowView Of(Review review, DateTimeOffset now) => new(
        review.Id,
        ReviewNames.Of(review.Kind),
        ReviewNames.Of(review.Status),
        Math.Round(review.Score.Bits, 3),
        review.Left,
        review.Right,
        review.OpenedAt,
        Ages.Seconds(review.OpenedAt, now),
        review.Assignee,
        review.PutOffUntil,
        review.Decision is { } decision ? new(decision.By, decision.At) : null);
}

public sealed record DecisionView(string By, DateTimeOffset At);

/// <param name="Open">How many wait for a decision now.</param>
/// <param name="OldestAgeSeconds">Age of what has been open for longest; absent where nothing is.</param>
public sealed record ReviewSummaryView(long Open, DateTimeOffset? OldestOpenedAt, long? OldestAgeSeconds, IReadOnlyList<ReviewCountView> Counts)
{
    internal static ReviewSummaryView Of(ReviewCounts counts, DateTimeOffset now) => new(
        counts.Of(ReviewStatus.Open),
        counts.OldestOpen,
        counts.OldestOpen is { } oldest ? Ages.Seconds(oldest, now) : null,
        [.. counts.Counts.Select(c => new ReviewCountView(ReviewNames.Of(c.Kind), ReviewNames.Of(c.Status), c.Count))]);
}

public sealed record ReviewCountView(string Kind, string Status, long Count);

/// <summary>A review with both sides as they are now.</summary>
/// <param name="Redacted">True where values are replaced by their type and length.</param>
/// <param name="Reason">The steward's words, where values are shown.</param>
/// <param name="Score">Absent where nothing of the review can be read any more, for a person of it was erased.</param>
/// <param name="Left">Absent where the record is gone.</param>
public sealed record ReviewDetailView(ReviewRowView Review, bool Redacted, string? Reason, ScoreView? Score, SideView? Left, SideView? Right)
{
    internal static ReviewDetailView Of(SeenReview seen, bool reveal, DateTimeOffset now)
    {
        var review = seen.Stored.Review;
        return new(
            ReviewRowView.Of(review, now),
            !reveal,
            reveal ? review.Decision?.Why : null,
            review.IsReadable ? ScoreView.Of(review.Score) : null,
            seen.Sides.Left is { } left ? SideView.Of(left, review.LeftRecord, reveal) : null,
            seen.Sides.Right is { } right ? SideView.Of(right, review.RightRecord, reveal) : null);
    }
}

/// <summary>What a decision led to.</summary>
/// <param name="Profile">The person that both are now, where that was approved.</param>
public sealed record ReviewAnswerView(ReviewRowView Review, ProfileId? Profile);

internal static class Ages
{
    public static long Seconds(DateTimeOffset since, DateTimeOffset now) => Math.Max(0, (long)(now - since).TotalSeconds);
}
