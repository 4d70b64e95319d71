namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>One step of agreement of a field.</summary>
/// <param name="M">How often records of one person reach it.</param>
/// <param name="U">How often records of any two people reach it.</param>
public sealed record MatchLevel(string Name, double M, double U);

/// <summary>The levels of one field, the strongest agreement first.</summary>
/// <param name="Household">How often two people who live together have the value in common, as they do a family name: 0 to 1.</param>
public sealed record FieldWeights(string Field, IReadOnlyList<MatchLevel> Levels, double Household = 0);

/// <summary>In bits; 0 is one to one, each bit more doubles the odds for a match.</summary>
/// <param name="Auto">From here one record joins a person by itself.</param>
/// <param name="Bridge">From here two persons who both have other records become one by themselves.</param>
/// <param name="Review">From here up to the others a steward is asked.</param>
public sealed record MatchThresholds(double Auto, double Bridge, double Review)
{
    public static MatchThresholds Default { get; } = new(2, 6, -3);
}

/// <summary>Expected matches before anything is compared.</summary>
/// <param name="PerRecord">How many of the known people a new record belongs to, on average: below 1, for some are new.</param>
/// <param name="LeastPeople">Fewer known people than that count as so many: the first records of a stream say little about its size.</param>
public sealed record MatchPrior(double PerRecord, int LeastPeople)
{
    public static MatchPrior Default { get; } = new(0.5, 500);

    internal double Bits(long people) => Math.Log2(PerRecord / Math.Max(people, LeastPeople));
}
