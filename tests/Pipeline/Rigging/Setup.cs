using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>What an integration consists of, as its files would say it.</summary>
internal sealed record Setup
{
    /// <summary>Of every source.</summary>
    public string Mapping { get; init; } = """
        {"object": "contact", "id": "id", "changeId": "change", "occurredAt": "at",
        "fields": [{"from": "city", "to": "city"}, {"from": "email", "to": "email", "identifier": "email"}]}
        """;

    public IReadOnlyList<DestinationSettings> Destinations { get; init; } = [];

    public IdentityPolicy Identity { get; init; } = IdentityPolicy.Default;

    public ITieCheck TieCheck { get; init; } = new NoTieCheck();

    /// <summary>Null: nobody is matched by what they are like.</summary>
    public MatchingPolicy? Matching { get; init; }

    public SurvivorshipPolicy Survivorship { get; init; } = SurvivorshipPolicy.Default;

    /// <summary>A destination on a host of its own, which needs no consent unless the test says so.</summary>
    public static DestinationSettings Destination(string key, string? system = null, int batch = 1) => new()
    {
        Key = key,
        Connector = "standard-webhooks",
        System = system ?? key,
        Secrets = [Rig.DestinationSecret],
        Fields = ["firstName", "city"],
        Identifiers = [Identifier.Email],
        Options = JsonElement.Parse($$"""{"url": "https://{{Rig.HostOf(key)}}/hook", "batchSize": {{batch}}}"""),
    };

    public IntegrationConfig Bind()
    {
        var errors = new ConfigErrors { File = "test" };
        var connector = new StandardWebhooksConnector();
        var sources = Changes.Sources.Select(key => new ConfiguredSource(SourceSettings(key), connector, ((IWebhookConnector)connector).Bind(SourceSettings(key), errors)!));
        var destinations = Destinations.Select(d => new ConfiguredDestination(d, connector, ((IDestinationConnector)connector).Bind(d, errors)!));
        var config = new IntegrationConfig([.. sources], [.. destinations], Identity, Survivorship) { Matching = Matching };
        Assert.Empty(errors.All);
        return config;
    }

    private SourceSettings SourceSettings(string key) => new()
    {
        Key = key,
        Connector = "standard-webhooks",
        System = key,
        Secrets = ["source-secret"],
        Options = JsonElement.Parse("{}"),
        Mapping = JsonElement.Parse(Mapping),
    };
}
