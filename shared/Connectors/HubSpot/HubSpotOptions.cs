using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>A HubSpot source's own settings.</summary>
internal sealed record HubSpotOptions
{
    private const int MaxNameLength = 100;

    /// <summary>The HubSpot account; events of any other are rejected. Default: every account that the app's secret signs for.</summary>
    public long? PortalId { get; set; }

    /// <summary>
    /// Take signatures of versions 1 and 2 where a request carries none of version 3. They cover no time, so a request that
    /// someone recorded can be sent again for ever. Default: false.
    /// </summary>
    public bool AcceptLegacySignatures { get; set; }

    /// <summary>HubSpot property to canonical field, before and beside the table in <see cref="HubSpotMapping"/>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; set; } = new Dictionary<string, string>();

    /// <summary>HubSpot subscription type id to consent purpose. Default for one not named: <c>hubspot_subscription_{id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Subscriptions { get; set; } = new Dictionary<string, string>();

    public bool Validate(ConfigErrors errors)
    {
        var before = errors.All.Count;
        if (PortalId is <= 0)
        {
            errors.Add("$.options.portalId", "Must be the account's number, above 0.");
        }

        CheckNames(Fields, "$.options.fields", errors);
        CheckNames(Subscriptions, "$.options.subscriptions", errors);
        return errors.All.Count == before;
    }

    private static void CheckNames(IReadOnlyDictionary<string, string> names, string path, ConfigErrors errors)
    {
        foreach (var (from, to) in names)
        {
            if (from.Length == 0 || string.IsNullOrWhiteSpace(to) || to.Length > MaxNameLength)
            {
                errors.Add($"{path}['{from}']", $"Must be a name of 1 to {MaxNameLength} characters.");
            }
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(HubSpotOptions))]
internal sealed partial class HubSpotOptionsJson : JsonSerializerContext;
