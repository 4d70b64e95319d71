namespace ServerlessCdi.Core.Identity.Matching.Comparing;

/// <summary>Compares one thing that records say, which may stand in several fields and be weighed by several tables.</summary>
internal abstract class Comparison
{
    /// <summary>The place of the first table in the model's sheet.</summary>
    public int First { get; set; }

    public abstract IReadOnlyList<LevelTable> Tables { get; }

    /// <summary>What the tables may say together, in bits: they are not independent of each other.</summary>
    public virtual (double Least, double Most) Cap => (double.NegativeInfinity, double.PositiveInfinity);

    /// <returns>What is compared, worked out once; null where the record says nothing.</returns>
    public abstract object? Read(FieldReader reader);

    public abstract void Compare(object left, object right, LevelSheet sheet);

    /// <summary>The values whose frequency counts.</summary>
    public virtual void Terms(object feature, List<MatchTerm> terms)
    {
    }

    /// <summary>Stable text of what is compared.</summary>
    public abstract string Text(object feature);
}
