using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Functions.Api.Identity;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Api;

public sealed class QueueFunctions(IQueueAdmin queues, IQuarantineStore quarantine, IReviewBoard reviews, TimeProvider time)
{
    private const int MaxDeadLetters = 500;

    [Function("GetQueues")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/queues")] HttpRequest request, CancellationToken cancellationToken) =>
        ApiJson.Ok(new QueuesView(
            await queues.DepthsAsync(cancellationToken),
            await quarantine.CountAsync(cancellationToken),
            WaitingReviewsView.Of(await reviews.CountAsync(cancellationToken), time.GetUtcNow())));

    [Function("ReplayDeadLetters")]
    public async Task<IResult> ReplayAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/queues/{queue}/dead-letters/replay")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken) =>
        await queues.ReplayDeadLettersAsync(queue, cancellationToken) is { } count
            ? ApiJson.Ok(new ReplayView(count, [], []))
            : Problems.QueueNotFound;

    [Function("ListDeadLetters")]
    public async Task<IResult> DeadLettersAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/queues/{queue}/dead-letters")] HttpRequest request,
        string queue,
        CancellationToken cancellationToken)
    {
        var limit = int.TryParse(request.Query["limit"], out var asked) ? Math.Clamp(asked, 1, MaxDeadLetters) : 100;
        var from = long.TryParse(request.Query["from"], out var number) && number > 0 ? number : 0;
        return await queues.DeadLettersAsync(queue, from, limit + 1, cancellationToken) is { } letters
            ? ApiJson.Ok(new DeadLettersView([.. letters.Take(limit)], letters.Count > limit ? letters[limit].Sequence : null))
            : Problems.QueueNotFound;
    }
}

/// <param name="Next">The <c>from</c> of the next page; absent at the end.</param>
public sealed record DeadLettersView(IReadOnlyList<DeadLetter> DeadLetters, long? Next);

/// <param name="Reviews">Pairs of persons that a steward is to decide on.</param>
public sealed record QueuesView(IReadOnlyList<QueueDepth> Queues, int Quarantined, WaitingReviewsView Reviews);

/// <param name="OldestAgeSeconds">Age of what has been open for longest; absent where nothing is.</param>
public sealed record WaitingReviewsView(long Open, long? OldestAgeSeconds)
{
    internal static WaitingReviewsView Of(ReviewCounts counts, DateTimeOffset now) =>
        new(counts.Of(ReviewStatus.Open), counts.OldestOpen is { } oldest ? Ages.Seconds(oldest, now) : null);
}
