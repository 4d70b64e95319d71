using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>
/// Takes the stewards' decisions. A decision is stored before it is carried out, so that of two stewards one is told what the
/// other decided, and so that one that was cut short is carried out by whoever finds it. Every step can be repeated.
/// </summary>
public sealed class ReviewDesk(IReviewStore reviews, SideReader sides, PersonDesk persons, TimeProvider time, ILogger<ReviewDesk> log)
{
    /// <summary>How long "not now" holds where nobody says otherwise.</summary>
    public static readonly TimeSpan PutOff = TimeSpan.FromDays(7);

    // Each turn means that another changed the review in between; this many in a row is no race but a fault.
    private const int MaxTurns = 20;

    /// <summary>The review as it is now: one that was put off has come back when its time has come, and one that has nothing left to decide says so.</summary>
    public async Task<SeenReview?> LookAsync(string id, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await reviews.FindAsync(id, cancellationToken) is not { } stored)
            {
                return null;
            }

            var found = await sides.FindAsync(stored.Review, cancellationToken);
            var next = Current(stored.Review, found);
            if (next == stored.Review)
            {
                return new(stored, found);
            }

            if (await reviews.TryUpdateAsync(stored with { Review = next }, cancellationToken) && next.Status == ReviewStatus.Obsolete)
            {
                Log.Obsolete(log, id);
            }
        }

        throw Contended(id);
    }

    /// <summary>They are one person: makes them one, and lifts what kept them apart.</summary>
    public Task<ReviewAnswer> ApproveAsync(string id, string by, string? why, CancellationToken cancellationToken) =>
        DecideAsync(id, ReviewStatus.Approved, by, why, cancellationToken);

    /// <summary>They are two persons: nothing makes them one again but a steward, and nobody is asked again.</summary>
    public Task<ReviewAnswer> RejectAsync(string id, string by, string? why, CancellationToken cancellationToken) =>
        DecideAsync(id, ReviewStatus.Rejected, by, why, cancellationToken);

    /// <summary>Not now: it comes back by itself.</summary>
    public Task<ReviewAnswer> PutOffAsync(string id, DateTimeOffset until, CancellationToken cancellationToken) =>
        ChangeAsync(id, r => r with { Status = ReviewStatus.PutOff, PutOffUntil = until }, cancellationToken);

    /// <param name="assignee">The steward who takes it; null to give it back.</param>
    public Task<ReviewAnswer> AssignAsync(string id, string? assignee, CancellationToken cancellationToken) =>
        ChangeAsync(id, r => r with { Assignee = assignee }, cancellationToken);

    /// <summary>Does what was decided, unless that is done.</summary>
    public async Task<ReviewAnswer> CarryOutAsync(string id, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await reviews.FindAsync(id, cancellationToken) is not { } stored)
            {
                return ReviewAnswer.NotFound;
            }

            var found = await sides.FindAsync(stored.Review, cancellationToken);
            if (!stored.Review.IsPending)
            {
                return new(OutcomeOf(stored.Review), stored.Review, found.Left?.Id);
            }

            var (next, person) = await DoAsync(stored.Review, found, cancellationToken);
            if (await reviews.TryUpdateAsync(stored with { Review = next }, cancellationToken))
            {
                Log.CarriedOut(log, id, next.Status.ToString());
                return new(next.Status == ReviewStatus.Open ? ReviewOutcome.PastLimit : OutcomeOf(next), next, person);
            }
        }

        throw Contended(id);
    }

    private async Task<ReviewAnswer> DecideAsync(string id, ReviewStatus verdict, string by, string? why, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await LookAsync(id, cancellationToken) is not { Stored: var stored, Sides: var found })
            {
                return ReviewAnswer.NotFound;
            }

            var review = stored.Review;
            if (review.Status is not (ReviewStatus.Open or ReviewStatus.PutOff))
            {
                var same = review.Status == verdict && review.Decision?.By == by;
                return same ? await CarryOutAsync(id, cancellationToken) : new(Refusal(review), review);
            }

            var decided = review with
            {
                Status = verdict,
                // The words are sealed under the keys of those whom they are about now.
                Left = found.Left!.Id, // an open review has both
                Right = found.Right!.Id,
                PutOffUntil = null,
                Decision = new(by, time.GetUtcNow(), why),
                IsPending = true,
            };
            if (await reviews.TryUpdateAsync(stored with { Review = decided }, cancellationToken))
            {
                return await CarryOutAsync(id, cancellationToken);
            }
        }

        throw Contended(id);
    }

    private async Task<ReviewAnswer> ChangeAsync(string id, Func<Review, Review> change, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < MaxTurns; turn++)
        {
            if (await LookAsync(id, cancellationToken) is not { Stored: var stored })
            {
                return ReviewAnswer.NotFound;
            }

            if (stored.Review.Status is not (ReviewStatus.Open or ReviewStatus.PutOff))
            {
                return new(Refusal(stored.Review), stored.Review);
            }

            var next = change(stored.Review);
            if (next == stored.Review || await reviews.TryUpdateAsync(stored with { Review = next }, cancellationToken))
            {
                return new(ReviewOutcome.Done, next);
            }
        }

        throw Contended(id);
    }

    private Review Current(Review review, ReviewSides found) => review.Status switch
    {
        ReviewStatus.Open or ReviewStatus.PutOff when !found.AreTwo => review with { Status = ReviewStatus.Obsolete, PutOffUntil = null },
        ReviewStatus.PutOff when review.PutOffUntil is not { } until || until <= time.GetUtcNow() => review with { Status = ReviewStatus.Open, PutOffUntil = null },
        _ => review,
    };

    private async Task<(Review Next, ProfileId? Person)> DoAsync(Review review, ReviewSides found, CancellationToken cancellationToken)
    {
        var done = review with { IsPending = false };
        if (found.Left is null || found.Right is null || review.Decision is not { } decision)
        {
            return (done with { Status = ReviewStatus.Obsolete }, null);
        }

        if (review.Status == ReviewStatus.Approved)
        {
            var link = IdentityLink.Between(review.LeftRecord, review.RightRecord, IdentityLinkKind.Review, decision.At, decision.By, review.Score);
            var tie = await persons.TieAsync(link, liftSeparations: true, cancellationToken);
            return tie.Outcome switch
            {
                TieOutcome.Tied or TieOutcome.AlreadyOne => (done, tie.Person),
                TieOutcome.PastLimit => (done with { Status = ReviewStatus.Open, Decision = null }, null),
                TieOutcome.NotFound => (done with { Status = ReviewStatus.Obsolete }, null),
                TieOutcome.Separated => throw new InvalidOperationException("A steward's word did not lift a separation."),
            };
        }

        if (!found.AreTwo)
        {
            return (done with { Status = ReviewStatus.Obsolete }, null);
        }

        await persons.SeparateAsync(
            Separation.Of(ContactsOf(found.Left), ContactsOf(found.Right), SeparationKind.Rejected, decision.At, decision.By, decision.Why), cancellationToken);
        return (done, null);
    }

    private static IEnumerable<RecordKey> ContactsOf(Profile person) => person.Records.Keys.Where(r => r.IsPerson);

    private static ReviewOutcome OutcomeOf(Review review) => review.Status == ReviewStatus.Obsolete ? ReviewOutcome.Obsolete : ReviewOutcome.Done;

    private static ReviewOutcome Refusal(Review review) => review.Status == ReviewStatus.Obsolete ? ReviewOutcome.Obsolete : ReviewOutcome.Decided;

    private static InvalidOperationException Contended(string id) => new($"Review {id} changed {MaxTurns} times while it was being written.");
}

/// <summary>A review with its persons as they are now.</summary>
public sealed record SeenReview(StoredReview Stored, ReviewSides Sides);
