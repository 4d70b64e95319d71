namespace ServerlessCdi.Core.Identity.Matching;

/// <summary>
/// How much the compared fields say for or against two records being one person, in bits: each bit doubles the odds. It
/// holds no value of either record, so it may be kept and shown where the records themselves may not.
/// </summary>
/// <param name="PriorBits">The odds before anything was compared: log2 of how many pairs are expected to match.</param>
/// <param name="Fields">What was compared, in the order of the model.</param>
/// <param name="Model">Version of the weights.</param>
public sealed record MatchScore(double PriorBits, IReadOnlyList<FieldScore> Fields, string Model)
{
    /// <summary>The sum: 0 is one to one, 10 about a thousand to one for a match.</summary>
    public double Bits => PriorBits + Fields.Sum(f => f.Bits + f.FrequencyBits);
}

/// <param name="Field">The field, or the group of fields that are capped together.</param>
/// <param name="Level">The comparison level reached, such as <c>exact</c>, <c>close</c>, <c>missing</c>.</param>
/// <param name="Bits">log2(m/u) of the level; 0 where a side has no value.</param>
/// <param name="FrequencyBits">More for a rare value that agrees, less for a common one.</param>
public sealed record FieldScore(string Field, string Level, double Bits, double FrequencyBits);
