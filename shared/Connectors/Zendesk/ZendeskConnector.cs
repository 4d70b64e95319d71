using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Zendesk;

/// <summary>Zendesk's webhooks about users, organizations and tickets, from event subscriptions and from triggers.</summary>
public sealed class ZendeskConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "zendesk",
        Name = "Zendesk",
        Verification = "HMAC-SHA256 with timestamp",
        Events = ["user.*", "organization.*", "ticket.*", "triggers"],
        Documentation = new Uri("https://developer.zendesk.com/api-reference/webhooks/event-types/webhook-event-types/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = ZendeskOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping, new ZendeskReader(options, settings.Region, mapping));
    }

    /// <summary>A webhook's signing secret.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var (timestamp, signature) = ZendeskSignature.Sign(request.Body, signingSecret, now);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json; charset=utf-8",
            [ZendeskSignature.Header] = signature,
            [ZendeskSignature.TimestampHeader] = timestamp,
        };
    }

    private sealed class Source(ZendeskOptions options, VendorMapping mapping, ZendeskReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            ZendeskSignature.Verify(request, secrets, options, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
