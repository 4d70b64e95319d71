using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>
/// Works one shard of one destination when poked: reads its rows, decides each from the newest golden profile, makes the
/// calls that the rate allows, and arranges the next poke where something is left to do later.
/// </summary>
public sealed class DeliveryWorker(DeliveryQueue queue, DeliveryPlanner planner, DeliverySender sender, IntegrationConfig config, TimeProvider time)
{
    private const int RowsPerRound = 400;

    /// <summary>After this long a worker hands over to the next poke, well inside the function's time limit.</summary>
    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(2);

    public async Task RunAsync(WorkShard shard, CancellationToken cancellationToken)
    {
        if (config.Destination(shard.Destination) is not { } destination)
        {
            return;
        }

        var before = await queue.Work.LoadStateAsync(shard, cancellationToken);
        var state = before;
        var end = time.GetUtcNow() + Shift;
        DateTimeOffset? next = null;
        while (next is null)
        {
            var now = time.GetUtcNow();
            if (state.BlockedUntil > now)
            {
                next = state.BlockedUntil;
                break;
            }

            var rows = await queue.Work.ReadAsync(shard, RowsPerRound, cancellationToken);
            if (rows.Count == 0)
            {
                break;
            }

            (state, next) = now > end ? (state, now) : await RoundAsync(destination, shard, rows, state, cancellationToken);
        }

        var wake = next is { } at && at < DateTimeOffset.MaxValue && (at != state.WakeAt || at <= time.GetUtcNow());
        if (wake)
        {
            await queue.Pokes.PokeAsync(shard, next, cancellationToken);
            state = state with { WakeAt = next!.Value };
        }

        if (state != before)
        {
            await queue.Work.SaveStateAsync(shard, state, cancellationToken);
        }
    }

    private async Task<(ShardState State, DateTimeOffset? Next)> RoundAsync(
        ConfiguredDestination destination, WorkShard shard, IReadOnlyList<StoredWork> rows, ShardState state, CancellationToken cancellationToken)
    {
        var plan = await planner.PrepareAsync(destination, rows, cancellationToken);
        await queue.Work.CompleteAsync(shard, plan.Settled, cancellationToken);
        var calls = plan.Open.Chunk(destination.Destination.MaxBatch).ToList();
        var settings = destination.Settings;
        var limit = Math.Max(1, settings.RateLimit / settings.Shards);
        var (granted, taken, windowEnd) = RateWindow.Take(state, calls.Count, limit, settings.RateWindow, time.GetUtcNow());
        var results = await sender.SendAsync(destination, [.. calls.Take(granted)], cancellationToken);
        await queue.Work.CompleteAsync(shard, [.. results.Where(r => r.IsFinal).SelectMany(r => r.Rows)], cancellationToken);
        var (after, blocked) = Next(taken, results, shard);
        return (after, blocked ?? (granted < calls.Count ? windowEnd : null));
    }

    private (ShardState State, DateTimeOffset? BlockedUntil) Next(ShardState state, IReadOnlyList<CallResult> results, WorkShard shard)
    {
        var worst = results.Where(r => !r.IsFinal).MaxBy(r => r.Answer.Result);
        if (worst is null)
        {
            var clean = results.Count == 0 ? state : state with { Failures = 0, PausedBecause = null };
            return (clean, null);
        }

        var failures = worst.Answer.Result == DeliveryResult.Throttled ? state.Failures : state.Failures + 1;
        var spread = ((shard.Shard * 7) + failures) % 10 / 10.0;
        var (until, why) = worst.Answer.Result switch
        {
            DeliveryResult.Gone => (DateTimeOffset.MaxValue, "the endpoint answered that it is gone (410)"),
            DeliveryResult.Unauthorized => (time.GetUtcNow() + BackOff.After(failures + 5, null, spread), "there is no live secret, or the destination does not accept it"),
            _ => (time.GetUtcNow() + BackOff.After(Math.Max(1, failures), worst.Answer.RetryAfter, spread), (string?)null),
        };
        return (state with { Failures = failures, BlockedUntil = until, PausedBecause = why }, until);
    }
}
