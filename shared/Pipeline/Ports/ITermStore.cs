using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>
/// How many records say a value, such as a family name. Only sums are kept, each under a keyed hash. They are counted in
/// groups and read from memory where they can be: they say how common a value is, and a few more or less do not matter.
/// </summary>
public interface ITermStore
{
    /// <summary>Stands for all records that were counted, whatever they say.</summary>
    static readonly MatchTerm Everybody = new("everybody", "");

    /// <summary>Adds to the counts; instances that add at once lose nothing.</summary>
    Task AddAsync(IReadOnlyDictionary<MatchTerm, long> counts, CancellationToken cancellationToken);

    /// <summary>The counts, in the order of the terms; 0 for what nobody said.</summary>
    Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<MatchTerm> terms, CancellationToken cancellationToken);
}
