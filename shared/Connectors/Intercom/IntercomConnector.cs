using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Intercom;

/// <summary>Intercom's notifications about contacts, what they subscribe to, companies, conversations and tickets.</summary>
public sealed class IntercomConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "intercom",
        Name = "Intercom",
        Verification = "HMAC-SHA1",
        Events = ["contact.*", "contact.subscribed", "contact.unsubscribed", "company.*", "conversation.*", "ticket.*"],
        Documentation = new Uri("https://developers.intercom.com/docs/references/webhooks/webhook-models"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = IntercomOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(mapping, new IntercomReader(options, mapping));
    }

    /// <summary>An app's client secret.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(18));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json; charset=utf-8",
            [IntercomSignature.Header] = IntercomSignature.Sign(request.Body, signingSecret),
        };

    private sealed class Source(VendorMapping mapping, IntercomReader reader) : IWebhookSource, IWebhookHandshake
    {
        /// <summary>Intercom asks with HEAD whether the address is there before it is saved.</summary>
        public WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            request.Method == "HEAD" ? WebhookAnswer.Ok : null;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            IntercomSignature.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
