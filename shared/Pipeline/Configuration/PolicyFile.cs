using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Configuration;

/// <summary>Reads <c>policy.json</c>: which identifiers count, and which source wins a field.</summary>
internal static class PolicyFile
{
    private const string EveryType = "*";

    /// <summary>Each of those who claim an identifier takes room in its row.</summary>
    private const int MostCounted = 100;

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

        var policy = new IdentityPolicy
        {
            Blocked = blocked,
            Limits = limits,
            Weak = ReadWeak(identity),
            RoleAddressesTie = identity.OneOf("roleAddresses", "tie", "ignore") == "tie",
            Household = ReadHousehold(identity.Object("household")),
        };
        policy = ReadSharedAfter(identity.Object("sharedAfter"), policy);
        identity.Raw("matching"); // Read by MatchingPolicyFile.
        identity.Done();
        return policy;
    }

    private static IReadOnlySet<string> ReadWeak(ConfigObject identity) => identity.Raw("weak").ValueKind == JsonValueKind.Undefined
        ? IdentityPolicy.DefaultWeak
        : identity.Texts("weak", mistake: type => ConfigRules.IdentifierTypeMistake(type)
            ?? (type.StartsWith("external:", StringComparison.Ordinal) ? "is the key of a record, which is never weak" : null)).ToHashSet(StringComparer.Ordinal);

    private static IdentityPolicy ReadSharedAfter(ConfigObject sharedAfter, IdentityPolicy policy)
    {
        var people = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var type in sharedAfter.Members.Select(m => m.Name).Distinct())
        {
            CheckType(sharedAfter, type, everyAllowed: true);
            people[type] = sharedAfter.Whole(type, otherwise: null, 1, MostCounted);
        }

        return people.Remove(EveryType, out var others)
            ? policy with { SharedAfter = people, SharedAfterOthers = others }
            : policy with { SharedAfter = people };
    }

    private static IReadOnlyList<string> ReadHousehold(ConfigObject household)
    {
        if (!household.IsObject)
        {
            return [];
        }

        var fields = household.Texts("fields", atLeast: 2, mistake: ConfigRules.FieldMistake);
        household.Done();
        return fields;
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
