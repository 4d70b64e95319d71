using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Braze;

/// <summary>Braze Currents over HTTP: what became of messages, subscription states, merged and deleted users.</summary>
public sealed class BrazeConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "braze",
        Name = "Braze Currents",
        Verification = "bearer token",
        Events =
        [
            "users.messages.*", "users.behaviors.subscription.GlobalStateChange", "users.behaviors.subscriptiongroup.StateChange",
            "users.behaviors.CustomEvent", "users.behaviors.Purchase", "users.behaviors.Uninstall", "users.UserOrphan", "users.UserDeleteRequest",
        ],
        Documentation = new Uri("https://www.braze.com/docs/user_guide/data/distribution/braze_currents/setting_up_currents/custom_http_connector/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = BrazeOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new BrazeReader(options, settings.Region, mapping));
    }

    /// <summary>A token of the form that RFC 6750 allows.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Braze-Currents-Version"] = "1",
            ["Authorization"] = $"Bearer {signingSecret}",
        };

    private sealed class Source(IProof proof, VendorMapping mapping, BrazeReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            proof.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
