using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>The real store behind <see cref="PortFaults"/>.</summary>
internal sealed class FaultyTerms(ITermStore store, PortFaults faults) : ITermStore
{
    public Task AddAsync(IReadOnlyDictionary<MatchTerm, long> counts, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.AddAsync(counts, cancellationToken));

    public Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<MatchTerm> terms, CancellationToken cancellationToken) =>
        faults.CallAsync(() => store.ReadAsync(terms, cancellationToken));
}
