using System.Text.Json;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>The <c>options</c> of a HubSpot source.</summary>
internal sealed record HubSpotOptions
{
    private const int MaxNameLength = 100;

    /// <summary>The HubSpot account; events of any other are rejected. Default: every account that the app's secret signs for.</summary>
    public long? PortalId { get; init; }

    /// <summary>
    /// Take signatures of versions 1 and 2 where a request carries none of version 3. They cover no time, so a request that
    /// someone recorded can be sent again for ever. Default: false.
    /// </summary>
    public bool AcceptLegacySignatures { get; init; }

    /// <summary>HubSpot subscription type id to consent purpose. Default for one not named: <c>hubspot_subscription_{id}</c>.</summary>
    public IReadOnlyDictionary<string, string> Subscriptions { get; init; } = new Dictionary<string, string>();

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static HubSpotOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var read = new HubSpotOptions
        {
            PortalId = Portal(options),
            AcceptLegacySignatures = options.Flag("acceptLegacySignatures", otherwise: false),
            Subscriptions = options.Object("subscriptions").Names(MaxNameLength),
        };
        options.Done();
        return errors.All.Count == before ? read : null;
    }

    /// <summary>An account's number may pass 2^31.</summary>
    private static long? Portal(ConfigObject options)
    {
        var value = options.Raw("portalId", JsonValueKind.Number);
        if (value.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        if (value.TryGetInt64(out var portal) && portal > 0)
        {
            return portal;
        }

        options.Error("portalId", "must be the account's number, a whole one above 0");
        return null;
    }
}
