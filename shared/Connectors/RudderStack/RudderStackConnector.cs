using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;
using ServerlessCdi.Connectors.TrackEvents;

namespace ServerlessCdi.Connectors.RudderStack;

/// <summary>RudderStack as a sender: its webhook destinations.</summary>
public sealed class RudderStackConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "rudderstack",
        Name = "RudderStack",
        Verification = "configured header, bearer token or HTTP Basic",
        Events = ["identify", "track", "page", "screen", "group", "alias"],
        Documentation = new Uri("https://www.rudderstack.com/docs/destinations/webhooks/setup-guide/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = RudderStackOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors, TrackEventReader.Table);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new TrackEventReader(mapping, options.Purposes, settings.Region));
    }

    /// <summary>The token of the header that the destination is given.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = $"Bearer {signingSecret}",
        };

    private sealed class Source(IProof proof, VendorMapping mapping, TrackEventReader reader) : IWebhookSource
    {
        /// <summary>The largest request that RudderStack itself takes.</summary>
        public int MaxBodyBytes => 4 * 1024 * 1024;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
