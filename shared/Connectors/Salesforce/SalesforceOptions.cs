using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>The <c>options</c> of a Salesforce source.</summary>
internal sealed record SalesforceOptions
{
    /// <summary>How the sender shows that it knows the secret. Default: <c>?token=</c> in the URL, the one way that an outbound message has.</summary>
    public required IProof Proof { get; init; }

    /// <summary>The organization's id in its long form; outbound messages of any other are rejected. Default: every organization that knows the secret.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>API clients whose changes are our own: what they changed is not taken back in.</summary>
    public IReadOnlySet<string> IgnoreOrigins { get; init; } = new HashSet<string>();

    /// <summary>What each platform event means, by its API name; an event without an entry is ignored.</summary>
    public IReadOnlyDictionary<string, SalesforcePlatformEvent> PlatformEvents { get; init; } = new Dictionary<string, SalesforcePlatformEvent>();

    /// <returns>Null where something is wrong, with every mistake added.</returns>
    public static SalesforceOptions? Read(JsonElement json, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var options = new ConfigObject(json, "$.options", errors);
        var proof = ProofOptions.BindCredential(options, errors, new QueryProof(ProofOptions.DefaultQuery));
        var organization = options.Text("organizationId");
        var origins = options.Texts("ignoreOrigins");
        var events = ReadEvents(options.Object("platformEvents"));
        options.Done();
        if (organization is not null && SalesforceId.Long(organization) is not { Length: SalesforceId.LongLength })
        {
            options.Error("organizationId", "must be the organization's id, of 15 or 18 characters, such as 00D5f000000abcd");
        }

        return proof is null || errors.All.Count > before
            ? null
            : new()
            {
                Proof = proof,
                OrganizationId = SalesforceId.Long(organization),
                IgnoreOrigins = origins.ToHashSet(StringComparer.OrdinalIgnoreCase),
                PlatformEvents = events,
            };
    }

    private static Dictionary<string, SalesforcePlatformEvent> ReadEvents(ConfigObject events)
    {
        var read = new Dictionary<string, SalesforcePlatformEvent>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in events.Members)
        {
            var config = events.Object(member.Name);
            var @object = config.Text("object") ?? "contact";
            var key = config.Text("key", required: true);
            var name = config.Text("event");
            var properties = config.Texts("properties");
            config.Done();
            if (MappingWords.ObjectMistake(@object) is { } mistake)
            {
                config.Error("object", mistake);
            }

            if (name is null && properties.Count > 0)
            {
                config.Error("properties", "needs \"event\" beside it: without one the event is a record, whose fields stand in the mapping");
            }

            if (key is not null)
            {
                read[member.Name] = new(@object, key, name, properties);
            }
        }

        return read;
    }
}

/// <summary>What a platform event means.</summary>
/// <param name="Key">The event's field that holds the record's id.</param>
/// <param name="Event">What it is called on the timeline; null: it is no event but the record itself, read by its object's table.</param>
/// <param name="Properties">The event's fields that go with it to the timeline.</param>
internal sealed record SalesforcePlatformEvent(string Object, string Key, string? Event, IReadOnlyList<string> Properties);
