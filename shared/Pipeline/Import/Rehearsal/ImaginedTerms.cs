using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Import.Rehearsal;

/// <summary>Counts of values as they are, and above them what a rehearsal counted.</summary>
internal sealed class ImaginedTerms(ITermStore real) : ITermStore
{
    private const int Remembered = 400_000;

    private readonly Lock _gate = new();
    private readonly Memory<MatchTerm, long> _counted = new(Remembered);

    public Task AddAsync(IReadOnlyDictionary<MatchTerm, long> counts, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var (term, count) in counts)
            {
                _counted.Set(term, (_counted.TryGet(term, out var known) ? known : 0) + count);
            }
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<MatchTerm> terms, CancellationToken cancellationToken)
    {
        var found = await real.ReadAsync(terms, cancellationToken);
        lock (_gate)
        {
            return [.. terms.Zip(found, (term, count) => count + (_counted.TryGet(term, out var counted) ? counted : 0))];
        }
    }
}
