using System.Globalization;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>A score in one line, without a value of either record.</summary>
internal static class ScoreText
{
    public static string Of(MatchScore score)
    {
        var fields = score.Fields.Where(f => f.Level != "missing")
            .Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Field} {f.Level} {f.Bits:+0.0;-0.0;0}{f.FrequencyBits:+0.0;-0.0;''}"));
        return string.Create(CultureInfo.InvariantCulture, $"{score.Bits:+0.0;-0.0;0} bits = prior {score.PriorBits:0.0}, {string.Join(", ", fields)}");
    }
}
