using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>Applies mapped rows at once, with the resolver that works the queue, and says how each ended.</summary>
internal sealed class RowResolver(ChangeResolver resolver, RowRecovery? recovery, TimeProvider time)
{
    /// <summary>Attempts at a change before it is quarantined, or, where the store is away, before the caller is told to come again.</summary>
    private const int MaxAttempts = 5;

    private const int LookUpsAtOnce = 32;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <param name="mayBeBegun">Some of the rows may have been applied by an attempt that died before it could say so.</param>
    /// <exception cref="ImportStoreException">The store is away; what was applied is known again when the rows come again.</exception>
    public async Task<ResolvedRows> ResolveAsync(IReadOnlyList<MappedRow> rows, bool mayBeBegun, CancellationToken cancellationToken)
    {
        var changes = rows.SelectMany(r => r.Changes).ToList();
        var results = new ChangeResult[changes.Count];
        var pending = Enumerable.Range(0, changes.Count).ToList();
        for (var attempt = 0; pending.Count > 0; attempt++)
        {
            await ResolveAsync(changes, pending, results, mayBeBegun || attempt > 0, cancellationToken);
            pending = [.. pending.Where(i => results[i].Fault is not null)];
            if (pending.Count == 0 || attempt == MaxAttempts - 1)
            {
                break;
            }

            await Task.Delay(FirstDelay * Math.Pow(2, attempt), time, cancellationToken);
        }

        return pending.FirstOrDefault(i => results[i].IsTransient, -1) is var away and >= 0
            ? throw new ImportStoreException(results[away].Fault)
            : Gather(rows, changes, results);
    }

    private async Task ResolveAsync(List<Change> changes, List<int> pending, ChangeResult[] results, bool mayBeBegun, CancellationToken cancellationToken)
    {
        List<Change> wanted = pending.Count == changes.Count ? changes : [.. pending.Select(i => changes[i])];
        var found = await resolver.ResolveAsync(wanted, cancellationToken);
        for (var i = 0; i < pending.Count; i++)
        {
            results[pending[i]] = found[i];
        }

        if (mayBeBegun && recovery is not null)
        {
            var repeated = pending.Where(i => results[i] is { Fault: null, Outcome: ChangeOutcome.Duplicate });
            var options = new ParallelOptions { MaxDegreeOfParallelism = LookUpsAtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(repeated, options, async (i, token) => results[i] = new(await recovery.OutcomeAsync(changes[i], token)));
        }
    }

    private static ResolvedRows Gather(IReadOnlyList<MappedRow> rows, List<Change> changes, ChangeResult[] results)
    {
        var outcomes = new char[rows.Count];
        var refused = new List<(int Row, QuarantineItem Item)>();
        var at = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Refusal is { } refusal)
            {
                refused.Add((i, refusal));
                outcomes[i] = RowOutcome.Quarantined;
                continue;
            }

            var own = Enumerable.Range(at, rows[i].Changes.Count).ToList();
            at += own.Count;
            refused.AddRange(own.Where(n => results[n].Fault is not null).Select(n => (i, Item(changes[n], results[n].Fault!)))); // null is filtered out
            outcomes[i] = RowOutcome.Of(own.Select(n => results[n].Fault is null ? RowOutcome.Of(results[n].Outcome) : RowOutcome.Quarantined));
        }

        return new(new string(outcomes), refused, [.. results.Where(r => r.Fault is null).Select(r => r.Outcome)]);
    }

    private static QuarantineItem Item(Change change, Exception fault) =>
        Quarantined.Of(change, QuarantineCodes.NotApplied, $"The change could not be applied after {MaxAttempts} attempts ({fault.GetType().Name}).");
}

/// <param name="Outcomes">A letter a row.</param>
/// <param name="Refused">What waits, and for which row (counted from the first of these).</param>
/// <param name="Changes">Outcomes of the changes that have one, for the meter.</param>
internal sealed record ResolvedRows(string Outcomes, IReadOnlyList<(int Row, QuarantineItem Item)> Refused, IReadOnlyList<ChangeOutcome> Changes);
