using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>Pairs of persons that wait for a steward. Values are shown to who says what for.</summary>
public sealed class ReviewFunctions(IReviewBoard board, ReviewReader reviews, ReviewSweep sweep, IAccessAudit audit, ApiCaller caller)
{
    private const int MaxListed = 500;
    private const int Listed = 100;

    [Function("ListReviews")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/identity/reviews")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (ReviewQuery.Filter(request) is not { } filter)
        {
            return Problems.InvalidReviewFilter;
        }

        var limit = int.TryParse(request.Query["limit"], out var asked) ? Math.Clamp(asked, 1, MaxListed) : Listed;
        await sweep.WakeAsync(cancellationToken);
        var page = await board.ListAsync(filter, cancellationToken).Take(limit + 1).ToListAsync(cancellationToken);
        var next = page.Count > limit ? ListingCursor.Of(page[limit - 1]).ToToken() : null;
        return ApiJson.Ok(new ReviewsView([.. page.Take(limit).Select(e => ReviewRowView.Of(e, reviews.Now))], next));
    }

    [Function("SummariseReviews")]
    public async Task<IResult> SummariseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/identity/reviews/summary")] HttpRequest request, CancellationToken cancellationToken)
    {
        await sweep.WakeAsync(cancellationToken);
        return ApiJson.Ok(ReviewSummaryView.Of(await board.CountAsync(cancellationToken), reviews.Now));
    }

    /// <summary>One review with both sides: their shape, or with <c>reveal=true</c> and a reason their values, which the audit then knows of.</summary>
    [Function("ShowReview")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/identity/reviews/{review}")] HttpRequest request, string review, CancellationToken cancellationToken)
    {
        if (!(bool.TryParse(request.Query["reveal"], out var reveal) && reveal))
        {
            return Shown(await reviews.LookAsync(review, cancellationToken), reveal: false);
        }

        return QuarantineQuery.Why(request) is { } why
            ? Shown(await reviews.RevealAsync(review, caller.NameOf(request), why, cancellationToken), reveal: true)
            : Problems.ReasonNeeded;
    }

    /// <summary>Who saw the values of both sides.</summary>
    [Function("ListReviewAccesses")]
    public async Task<IResult> AccessesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/identity/reviews/{review}/accesses")] HttpRequest request,
        string review,
        CancellationToken cancellationToken)
    {
        var accesses = await audit.ListAsync(new(AuditArea.Reviews, review), cancellationToken).Take(MaxListed).Select(AccessView.Of).ToListAsync(cancellationToken);
        return accesses.Count > 0 || await reviews.LookAsync(review, cancellationToken) is not null
            ? ApiJson.Ok(new AccessesView(accesses))
            : Problems.ReviewNotFound;
    }

    private IResult Shown(SeenReview? seen, bool reveal) =>
        seen is null ? Problems.ReviewNotFound : ApiJson.Ok(ReviewDetailView.Of(seen, reveal, reviews.Now));
}
