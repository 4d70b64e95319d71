using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Resolve.Reviews;

namespace ServerlessCdi.Functions.Timers;

/// <summary>Every minute: brings back reviews that were put off, finishes decisions that a crash cut short, and puts away what has nothing left to decide.</summary>
public sealed class ReviewSweepFunctions(ReviewSweep reviews)
{
    [Function("SweepReviews")]
    public Task RunAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => reviews.RunAsync(cancellationToken);
}
