using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>
/// What happens to reviews by itself, in bounded steps: those that were put off come back, decisions that were cut short are
/// carried out, and those with nothing left to decide leave the list. Safe to run twice and on several instances.
/// </summary>
public sealed class ReviewSweep(IReviewBoard board, ReviewDesk desk, TimeProvider time)
{
    /// <summary>Reviews in one step of each kind.</summary>
    public const int Step = 25;

    /// <summary>A decision that is this young is being carried out by the one who made it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ListingCursor? _after;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WakeAsync(cancellationToken);
        await foreach (var id in board.PendingAsync(cancellationToken).Take(Step))
        {
            await FinishAsync(id, cancellationToken);
        }

        var open = await board.ListAsync(new(ReviewStatus.Open) { After = _after }, cancellationToken).Take(Step).ToListAsync(cancellationToken);
        foreach (var entry in open)
        {
            await desk.LookAsync(entry.Id, cancellationToken);
        }

        // Round and round: the next step goes on behind this one.
        _after = open.Count == Step ? ListingCursor.Of(open[^1]) : null;
    }

    /// <summary>Brings back what was put off until now.</summary>
    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await board.ListAsync(new(ReviewStatus.PutOff), cancellationToken).TakeWhile(e => e.Order <= now).Take(Step).ToListAsync(cancellationToken);
        foreach (var entry in due)
        {
            await desk.LookAsync(entry.Id, cancellationToken);
        }
    }

    private async Task FinishAsync(string id, CancellationToken cancellationToken)
    {
        if (await desk.LookAsync(id, cancellationToken) is { Stored.Review: { IsPending: true, Decision: { } decision } } && decision.At <= time.GetUtcNow() - Patience)
        {
            await desk.CarryOutAsync(id, cancellationToken);
        }
    }
}
