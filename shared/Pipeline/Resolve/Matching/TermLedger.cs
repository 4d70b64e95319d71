using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Import.Rehearsal;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>
/// Counts in memory how many people have which value, and stores the counts in groups. Of a store that knows many people
/// one in <see cref="Stride"/> is counted for that many: how common a common value is shows all the same, and a rare
/// value is rare either way. A crash may cost the counts of the last minute.
/// </summary>
public sealed class TermLedger(ITermStore store, TimeProvider time, ILogger<TermLedger> log)
{
    /// <summary>People of whom every one is counted.</summary>
    public const long CountedEach = 50_000;

    /// <summary>One in so many is counted beyond.</summary>
    public const int Stride = 8;

    /// <summary>Waiting values that are stored whatever the time.</summary>
    private const int FlushAbove = 5_000;

    /// <summary>Values whose counts are remembered; twice as many at most.</summary>
    private const int Remembered = 50_000;

    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Memory<MatchTerm, (long Count, long At)> _known = new(Remembered);
    private Dictionary<MatchTerm, long> _waiting = [];
    private int _flushing;

    /// <summary>What is known of the terms, at most some minutes old.</summary>
    internal async Task<ITermCounts> ReadAsync(IReadOnlyCollection<MatchTerm> terms, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<MatchTerm, long>(terms.Count + 1);
        List<MatchTerm>? unknown = null;
        lock (_gate)
        {
            foreach (var term in terms.Append(ITermStore.Everybody))
            {
                if (_known.TryGet(term, out var known) && time.GetElapsedTime(known.At) < FreshFor)
                {
                    counts[term] = known.Count + _waiting.GetValueOrDefault(term);
                }
                else
                {
                    (unknown ??= []).Add(term);
                }
            }
        }

        if (unknown is not null)
        {
            var read = await store.ReadAsync(unknown, cancellationToken);
            lock (_gate)
            {
                foreach (var (term, count) in unknown.Zip(read))
                {
                    _known.Set(term, (count, time.GetTimestamp()));
                    counts[term] = count + _waiting.GetValueOrDefault(term);
                }
            }
        }

        return new Counts(counts);
    }

    /// <summary>Counts a record's values, once in its life.</summary>
    /// <param name="isNewPerson">Nobody else's record was counted for the person yet.</param>
    /// <param name="draw">Any number, spread evenly: of many records it decides which are counted.</param>
    public async Task CountAsync(IEnumerable<MatchTerm> terms, bool isNewPerson, int draw, CancellationToken cancellationToken)
    {
        var weight = (await ReadAsync([], cancellationToken)).People < CountedEach ? 1 : Stride;
        if ((uint)draw % weight != 0)
        {
            return;
        }

        bool isDue;
        lock (_gate)
        {
            if (isNewPerson)
            {
                Add(ITermStore.Everybody, weight);
            }

            foreach (var term in terms)
            {
                Add(term, weight);
            }

            isDue = _waiting.Count > FlushAbove;
        }

        if (isDue)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <summary>Stores what was counted. What the store does not take waits for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _flushing, 1) == 1)
        {
            return;
        }

        Dictionary<MatchTerm, long> taken;
        lock (_gate)
        {
            (taken, _waiting) = (_waiting, []);
        }

        try
        {
            await store.AddAsync(taken, cancellationToken);
            Grow(taken, known: true);
        }
#pragma warning disable CA1031 // Counts that cannot be stored must not fail the record that they came with.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Grow(taken, known: false);
            Log.TermsWait(log, fault, taken.Count);
        }
        finally
        {
            Volatile.Write(ref _flushing, 0);
        }
    }

    /// <summary>What was stored is known to be more by as much; what was not goes back to wait.</summary>
    private void Grow(Dictionary<MatchTerm, long> counts, bool known)
    {
        lock (_gate)
        {
            foreach (var (term, count) in counts)
            {
                if (!known)
                {
                    Add(term, count);
                }
                else if (_known.TryGet(term, out var before))
                {
                    _known.Set(term, before with { Count = before.Count + count });
                }
            }
        }
    }

    private void Add(MatchTerm term, long count) => _waiting[term] = _waiting.GetValueOrDefault(term) + count;

    private sealed class Counts(Dictionary<MatchTerm, long> counts) : ITermCounts
    {
        public long People => counts[ITermStore.Everybody];

        public long Having(string field, string value) => counts.GetValueOrDefault(new(field, value));
    }
}
