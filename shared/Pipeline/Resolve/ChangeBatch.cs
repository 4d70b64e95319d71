using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Works a batch of queue messages and says what is to become of each. Never throws for a fault in the data: a change
/// that cannot be applied goes to quarantine after a few attempts, and while a store is down messages wait as scheduled
/// copies with growing delay, so that no outage dead-letters them.
/// </summary>
public sealed class ChangeBatch(ChangeResolver resolver, IQuarantineStore quarantine, ChangeMeter meter, TimeProvider time, ILogger<ChangeBatch> log)
{
    /// <summary>Attempts at a change whose fault is not the store's, before it is quarantined.</summary>
    private const int MaxAttempts = 5;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<MessageFate>> WorkAsync(IReadOnlyList<IncomingChanges> messages, CancellationToken cancellationToken)
    {
        var changes = messages.SelectMany(m => m.Changes).ToList();
        var results = await resolver.ResolveAsync(changes, cancellationToken);
        var fates = new MessageFate[messages.Count];
        var at = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            var count = messages[i].Changes.Count;
            fates[i] = await FateAsync(messages[i], [.. results.Skip(at).Take(count)], cancellationToken);
            at += count;
        }

        return fates;
    }

    private async Task<MessageFate> FateAsync(IncomingChanges message, ChangeResult[] results, CancellationToken cancellationToken)
    {
        var faults = results.Where(r => r.Fault is not null).ToList();
        if (faults.Count > 0 && (message.Attempt < MaxAttempts || faults.Any(f => f.IsTransient)))
        {
            Log.Rescheduled(log, message.Attempt, faults.Count, faults[0].Fault!.GetType().Name);
            return MessageFate.Again(time.GetUtcNow() + Delay(message.Attempt));
        }

        foreach (var group in results.Where(r => r.Fault is null).GroupBy(r => r.Outcome))
        {
            meter.Ended(group.Key, group.Count());
        }

        if (faults.Count > 0)
        {
            await QuarantineAsync(message, results, cancellationToken);
        }

        return MessageFate.Done;
    }

    private async Task QuarantineAsync(IncomingChanges message, ChangeResult[] results, CancellationToken cancellationToken)
    {
        var items = message.Changes.Zip(results).Where(p => p.Second.Fault is not null)
            .Select(p => Quarantined.Of(p.First, QuarantineCodes.NotApplied, $"The change could not be applied after {MaxAttempts} attempts ({p.Second.Fault!.GetType().Name}).")).ToList();
        await quarantine.AddAsync(items, cancellationToken);
        meter.Ended(ChangeOutcome.Quarantined, items.Count);
        foreach (var (item, result) in items.Zip(results.Where(r => r.Fault is not null)))
        {
            Log.NotApplied(log, item.Source, item.Id, result.Fault!.GetType().Name, result.Fault.StackTrace);
        }
    }

    private static TimeSpan Delay(int attempt)
    {
        var delay = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempt, 10)));
        return delay < LongestDelay ? delay : LongestDelay;
    }
}

/// <param name="Attempt">0 for the first; counts scheduled copies.</param>
public sealed record IncomingChanges(IReadOnlyList<Change> Changes, int Attempt);

/// <summary>What becomes of a message.</summary>
/// <param name="At">When to send it again, or null when it is done with.</param>
public readonly record struct MessageFate(DateTimeOffset? At)
{
    public static MessageFate Done => default;

    public static MessageFate Again(DateTimeOffset at) => new(at);
}
