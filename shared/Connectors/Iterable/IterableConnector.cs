using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Iterable;

/// <summary>Iterable's system webhooks: what became of messages, and who subscribed to or unsubscribed from what.</summary>
public sealed class IterableConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "iterable",
        Name = "Iterable",
        Verification = "Basic, or another credential",
        Events = ["emailSubscribe", "emailUnSubscribe", "emailComplaint", "email*", "sms*", "push*", "inApp*", "webPush*", "hostedUnsubscribeClick", "purchase"],
        Documentation = new Uri("https://support.iterable.com/hc/en-us/articles/208013936-System-Webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = IterableOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new IterableReader(options, mapping));
    }

    /// <summary>User and password, as they are typed into the webhook's form.</summary>
    public SampleSecret MintSecret()
    {
        var secret = $"iterable:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = BasicProof.HeaderOf(signingSecret),
        };

    private sealed class Source(IProof proof, VendorMapping mapping, IterableReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            proof.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
