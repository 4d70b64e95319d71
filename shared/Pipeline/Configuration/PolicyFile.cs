using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads <c>policy.json</c>: which identifiers count, and which source wins a field.</summary>
internal static class PolicyFile
{
    private const string EveryType = "*";

    /// <param name="sources">Keys of all sources, disabled ones included.</param>
    public static (IdentityPolicy Identity, SurvivorshipPolicy Survivorship) Read(
        JsonElement root, IReadOnlyList<string> sources, ConfigErrors errors)
    {
        var file = new ConfigObject(root, "$", errors);
        var identity = ReadIdentity(file.Object("identity"));
        var survivorship = ReadSurvivorship(file.Object("survivorship"), sources);
        file.Done();
        return (identity, survivorship);
    }

    private static IdentityPolicy ReadIdentity(ConfigObject identity)
    {
        var blocked = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        var blockedObject = identity.Object("blocked");
        foreach (var type in blockedObject.Members.Select(m => m.Name).Distinct())
        {
            CheckType(blockedObject, type, everyAllowed: true);
            blocked[type] = blockedObject.Texts(type).Select(value => Normalised(type, value)).ToHashSet(StringComparer.Ordinal);
        }

        var limits = new Dictionary<string, int>(StringComparer.Ordinal);
        var limitsObject = identity.Object("limits");
        foreach (var type in limitsObject.Members.Select(m => m.Name).Distinct())
        {
            CheckType(limitsObject, type, everyAllowed: false);
            limits[type] = limitsObject.Whole(type, otherwise: null, 1, 10_000);
        }

        identity.Raw("matching"); // Read by MatchingPolicyFile.
        identity.Done();
        return new IdentityPolicy { Blocked = blocked, Limits = limits };
    }

    private static SurvivorshipPolicy ReadSurvivorship(ConfigObject survivorship, IReadOnlyList<string> sources)
    {
        string? Mistake(string name) => sources.Contains(name)
            ? null
            : $"is no source here{NearestName.Suggest(name, sources)} Sources: {string.Join(", ", sources)}";

        var priority = survivorship.Texts("priority", mistake: Mistake);
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var fieldsObject = survivorship.Object("fields");
        foreach (var field in fieldsObject.Members.Select(m => m.Name).Distinct())
        {
            if (ConfigRules.FieldMistake(field) is { } mistake)
            {
                fieldsObject.Error(field, mistake);
            }

            fields[field] = fieldsObject.Texts(field, mistake: Mistake);
        }

        survivorship.Done();
        return new SurvivorshipPolicy { Priority = priority, Fields = fields };
    }

    // What is compared later is normalised; a phone number is written with its country code here.
    private static string Normalised(string type, string value) =>
        type != EveryType && IdentifierRules.TryNormalise(type, value, region: null, out var identifier) ? identifier.Value : value;

    private static void CheckType(ConfigObject types, string type, bool everyAllowed)
    {
        if (!(everyAllowed && type == EveryType) && ConfigRules.IdentifierTypeMistake(type) is { } mistake)
        {
            types.Error(type, mistake);
        }
    }
}
