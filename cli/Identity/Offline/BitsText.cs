using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Cli.Identity.Offline;

/// <summary>A score in words: field, level and bits, and never a value.</summary>
internal static class BitsText
{
    public static string Number(double bits) => bits.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Signed(double bits) => bits.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>On one line; fields that neither speak for nor against are left out.</summary>
    public static string Line(MatchScore score)
    {
        var fields = score.Fields.Where(f => f.Bits != 0 || f.FrequencyBits != 0)
            .Select(f => $"{f.Field} {f.Level} {Signed(f.Bits)}{(f.FrequencyBits == 0 ? "" : $" ({Signed(f.FrequencyBits)} for its frequency)")}");
        return string.Join("; ", [$"prior {Signed(score.PriorBits)}", .. fields]);
    }

    public static JsonObject Json(MatchScore score) => new()
    {
        ["bits"] = Math.Round(score.Bits, 4),
        ["prior"] = Math.Round(score.PriorBits, 4),
        ["model"] = score.Model,
        ["fields"] = new JsonArray([.. score.Fields.Select(f => new JsonObject
        {
            ["field"] = f.Field,
            ["level"] = f.Level,
            ["bits"] = Math.Round(f.Bits, 4),
            ["frequencyBits"] = Math.Round(f.FrequencyBits, 4),
        })]),
    };

    /// <summary>What becomes of a single record at that score.</summary>
    public static string Decision(double bits, MatchThresholds thresholds) =>
        bits >= thresholds.Auto ? "match" : bits >= thresholds.Review ? "review" : "no_match";

    public static string Word(MatchReason reason) => reason switch
    {
        MatchReason.Sure => "sure",
        MatchReason.Doubt => "doubt",
        MatchReason.Bridge => "bridge",
        MatchReason.Contradiction => "contradiction",
    };
}
