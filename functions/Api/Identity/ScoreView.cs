using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Functions.Api.Identity;

/// <summary>A score as the sum that it is: it holds no value of either record.</summary>
/// <param name="PriorBits">The odds before anything was compared.</param>
/// <param name="Bits">The sum.</param>
/// <param name="Model">Version of the weights.</param>
public sealed record ScoreView(double PriorBits, IReadOnlyList<FieldScoreView> Fields, double Bits, string Model)
{
    private const int Digits = 3;

    internal static ScoreView Of(MatchScore score) => new(
        Math.Round(score.PriorBits, Digits),
        [.. score.Fields.Select(f => new FieldScoreView(f.Field, f.Level, Math.Round(f.Bits, Digits), Math.Round(f.FrequencyBits, Digits)))],
        Math.Round(score.Bits, Digits),
        score.Model);
}

/// <param name="Level">The comparison level reached, such as <c>exact</c>, <c>close</c>, <c>missing</c>.</param>
/// <param name="FrequencyBits">More for a rare value that agrees, less for a common one.</param>
public sealed record FieldScoreView(string Field, string Level, double Bits, double FrequencyBits);
