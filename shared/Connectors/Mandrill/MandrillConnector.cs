using System.Buffers.Text;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Mandrill;

/// <summary>Mailchimp Transactional's webhooks: what became of e-mails, and the list of addresses that it no longer sends to.</summary>
public sealed class MandrillConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "mandrill",
        Name = "Mandrill",
        Verification = "HMAC-SHA1 over URL and form",
        Events =
        [
            "send", "deferral", "delivered", "hard_bounce", "soft_bounce", "open", "click", "spam", "unsub", "reject", "blacklist", "whitelist",
        ],
        Documentation = new Uri("https://mailchimp.com/developer/transactional/guides/track-respond-activity-webhooks/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = MandrillOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(mapping, new MandrillReader(options, mapping));
    }

    /// <summary>22 characters, as Mandrill's keys have.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/x-www-form-urlencoded",
            [MandrillSignature.Header] = MandrillSignature.Sign(request.Url, request.Body, signingSecret),
        };

    private sealed class Source(VendorMapping mapping, MandrillReader reader) : IWebhookSource, IWebhookHandshake
    {
        /// <summary>A delivery holds up to 1000 events, escaped.</summary>
        public int MaxBodyBytes => 8 * 1024 * 1024;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            MandrillSignature.Verify(request, secrets);

        /// <summary>Mandrill asks before it has issued a key: with HEAD, and with an empty list that a key known to everybody signs.</summary>
        public WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            request.Method is "GET" or "HEAD" || (request.Method == "POST" && MandrillSignature.IsSetUpTest(request)) ? WebhookAnswer.Ok : null;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => MandrillBody.Read(request, reader);
    }
}
