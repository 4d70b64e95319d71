using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity.Matching;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads the section <c>identity.matching</c> of <c>policy.json</c>. Without it nobody is matched by what they are like.</summary>
internal static class MatchingPolicyFile
{
    private const int MostBits = 200;

    private static readonly string[] Roles = [.. Enum.GetNames<FieldRole>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <param name="folder">Where a trained model lies that the section names.</param>
    public static MatchingPolicy? Read(JsonElement root, string folder, ConfigErrors errors)
    {
        if (!root.TryGetProperty("identity", out var identity) || identity.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var matching = new ConfigObject(identity, "$.identity", errors).Object("matching");
        if (!matching.IsObject)
        {
            return null;
        }

        var file = ReadModel(matching, folder);
        var thresholds = ReadThresholds(matching, file.Thresholds ?? MatchThresholds.Default);
        var policy = new MatchingPolicy(new MatchModel(file with { Thresholds = thresholds }))
        {
            PostingCap = matching.Whole("postingCap", 50, 1, 1000),
            Candidates = matching.Whole("candidates", 12, 1, 100),
            MergesAnHour = matching.Whole("mergesAnHour", 20, 1, 10_000),
        };
        matching.Done();
        return policy;
    }

    private static MatchModelFile ReadModel(ConfigObject matching, string folder)
    {
        var region = SourceFile.ReadRegion(matching);
        var fields = ReadFields(matching.Object("fields"));
        var own = new MatchModelFile(MatchingPolicy.Schema(fields, region));
        if (matching.Text("model") is not { } name)
        {
            return own;
        }

        try
        {
            var path = Path.Combine(folder, name);
            if (Path.GetFileName(name) == name && File.Exists(path))
            {
                return MatchModelFile.FromJson(File.ReadAllText(path));
            }

            matching.Error("model", "must name a file beside policy.json, as cdi identity train writes it");
        }
        catch (JsonException wrong)
        {
            matching.Error("model", $"names a file that is no model: {wrong.Message}");
        }

        return own;
    }

    private static Dictionary<string, FieldRole> ReadFields(ConfigObject fields)
    {
        var roles = new Dictionary<string, FieldRole>(MatchingPolicy.DefaultFields, StringComparer.Ordinal);
        foreach (var field in fields.Members.Select(m => m.Name).Distinct())
        {
            if (ConfigRules.FieldMistake(field) is { } mistake)
            {
                fields.Error(field, mistake);
            }

            if (fields.OneOf(field, Roles) is { } role)
            {
                roles[field] = Enum.Parse<FieldRole>(role, ignoreCase: true);
            }
        }

        fields.Done();
        return roles;
    }

    private static MatchThresholds ReadThresholds(ConfigObject matching, MatchThresholds otherwise)
    {
        var thresholds = new MatchThresholds(
            Bits(matching, "auto", otherwise.Auto), Bits(matching, "bridge", otherwise.Bridge), Bits(matching, "review", otherwise.Review));
        if (thresholds.Review > thresholds.Auto || thresholds.Auto > thresholds.Bridge)
        {
            matching.Error("auto", "must not be below \"review\" or above \"bridge\"");
        }

        return thresholds;
    }

    private static double Bits(ConfigObject matching, string name, double otherwise)
    {
        var value = matching.Raw(name, JsonValueKind.Number);
        if (value.ValueKind != JsonValueKind.Number)
        {
            return otherwise;
        }

        if (value.TryGetDouble(out var bits) && Math.Abs(bits) <= MostBits)
        {
            return bits;
        }

        matching.Error(name, $"must be a number of bits from -{MostBits} to {MostBits}");
        return otherwise;
    }
}
