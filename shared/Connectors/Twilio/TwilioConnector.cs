using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Twilio;

/// <summary>Twilio's messaging webhooks: who said STOP or START, and what became of a message.</summary>
public sealed class TwilioConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "twilio",
        Name = "Twilio Messaging",
        Verification = "HMAC-SHA1 over URL and form",
        Events = ["STOP", "START", "HELP", "incoming message", "delivered", "undelivered", "failed"],
        Documentation = new Uri("https://www.twilio.com/docs/messaging/guides/webhook-request"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = TwilioOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(mapping, new TwilioReader(options, settings.Region, mapping));
    }

    /// <summary>An account's auth token.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = TwilioSignature.IsJson(request.Body.Span) ? "application/json" : "application/x-www-form-urlencoded",
            [TwilioSignature.Header] = TwilioSignature.Sign(request.Url, request.Body, signingSecret),
        };

    private sealed class Source(VendorMapping mapping, TwilioReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            TwilioSignature.Verify(request, secrets);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) =>
            TwilioSignature.IsJson(request.Body.Span) ? JsonDelivery.Read(request, reader) : FormDelivery.Read(request, reader);

        /// <summary>An answer to an incoming message is TwiML; an empty one sends nothing back.</summary>
        public WebhookAnswer Accepted(WebhookReading reading) => new(200, "text/xml", "<Response/>");
    }
}
