using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>What a steward says of a pair. Saying it twice does no harm; the second of two stewards is told what the first decided.</summary>
public sealed class ReviewDecisionFunctions(ReviewDesk desk, ApiCaller caller, TimeProvider time)
{
    private const int MaxDays = 365;
    private const int MaxAssignee = 200;

    [Function("ApproveReview")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/reviews/{review}/approve")] HttpRequest request,
        string review,
        CancellationToken cancellationToken) =>
        DecideAsync(request, (why, token) => desk.ApproveAsync(review, caller.NameOf(request), why, token), cancellationToken);

    [Function("RejectReview")]
    public Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/reviews/{review}/reject")] HttpRequest request,
        string review,
        CancellationToken cancellationToken) =>
        DecideAsync(request, (why, token) => desk.RejectAsync(review, caller.NameOf(request), why, token), cancellationToken);

    [Function("PutOffReview")]
    public async Task<IResult> PutOffAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/reviews/{review}/later")] HttpRequest request,
        string review,
        CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<LaterRequest>(request, Problems.InvalidDecision, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var until = wanted!.Until ?? now + (wanted.Days is { } days ? TimeSpan.FromDays(Math.Clamp(days, -1, MaxDays + 1)) : ReviewDesk.PutOff);
        return (wanted.Until is not null && wanted.Days is not null) || until <= now || until > now.AddDays(MaxDays)
            ? Problems.InvalidDecision
            : Answer(await desk.PutOffAsync(review, until.ToUniversalTime(), cancellationToken));
    }

    [Function("AssignReview")]
    public async Task<IResult> AssignAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/identity/reviews/{review}/assign")] HttpRequest request,
        string review,
        CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<AssignRequest>(request, Problems.InvalidDecision, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var assignee = string.IsNullOrWhiteSpace(wanted!.Assignee) ? null : wanted.Assignee.Trim();
        return assignee?.Length > MaxAssignee ? Problems.InvalidDecision : Answer(await desk.AssignAsync(review, assignee, cancellationToken));
    }

    private async Task<IResult> DecideAsync(HttpRequest request, Func<string?, CancellationToken, Task<ReviewAnswer>> decide, CancellationToken cancellationToken)
    {
        var (wanted, refusal) = await ApiJson.ReadAsync<DecisionRequest>(request, Problems.InvalidDecision, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var why = string.IsNullOrWhiteSpace(wanted!.Reason) ? null : wanted.Reason.Trim();
        return why?.Length > DecisionRequest.MaxReason ? Problems.InvalidDecision : Answer(await decide(why, cancellationToken));
    }

    private IResult Answer(ReviewAnswer answer) => answer switch
    {
        { Outcome: ReviewOutcome.NotFound } or { Review: null } => Problems.ReviewNotFound,
        { Outcome: ReviewOutcome.Decided, Review: var review } => Problems.ReviewDecided(ReviewNames.Of(review.Status), review.Decision?.By, review.Decision?.At),
        { Outcome: ReviewOutcome.Obsolete } => Problems.ReviewObsolete,
        { Outcome: ReviewOutcome.PastLimit } => Problems.PastLimit,
        { Outcome: ReviewOutcome.Done, Review: var review } => ApiJson.Ok(new ReviewAnswerView(ReviewRowView.Of(review, time.GetUtcNow()), answer.Person)),
    };
}
