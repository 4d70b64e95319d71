namespace ServerlessCdi.Pipeline.Ports;

/// <summary>
/// How many records say a value, such as a family name. Only sums are kept, each under a keyed hash. They are counted in
/// groups and read from memory where they can be: they say how common a value is, and a few more or less do not matter.
/// </summary>
public interface ITermStore
{
    /// <summary>Adds to the counts; instances that add at once lose nothing.</summary>
    Task AddAsync(IReadOnlyDictionary<Term, long> counts, CancellationToken cancellationToken);

    /// <summary>The counts, in the order of the terms; 0 for what nobody said.</summary>
    Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<Term> terms, CancellationToken cancellationToken);
}

/// <param name="Value">Normalised; null for how many records say the field at all.</param>
public readonly record struct Term(string Field, string? Value);
