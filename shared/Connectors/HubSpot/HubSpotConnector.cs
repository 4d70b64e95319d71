using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>HubSpot's CRM webhooks about contacts.</summary>
public sealed class HubSpotConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "hubspot",
        Name = "HubSpot",
        Verification = "HMAC-SHA256 (v3)",
        Events = ["contact.creation", "contact.propertyChange", "contact.deletion", "contact.merge", "contact.restore", "contact.privacyDeletion", "object.* of contacts"],
        Documentation = new Uri("https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = ConnectorOptions.Read(settings.Options, HubSpotOptionsJson.Default.HubSpotOptions, errors);
        return options is not null && options.Validate(errors)
            ? new Source(options, new HubSpotReader(settings.Key, options, new HubSpotMapping(options, settings.Region)))
            : null;
    }

    /// <summary>HubSpot's client secrets look like UUIDs.</summary>
    public SampleSecret MintSecret()
    {
        var secret = new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
        return new SampleSecret(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [HubSpotSignature.V3Header] = HubSpotSignature.SignV3(request.Method, request.Url.OriginalString, request.Body, timestamp, signingSecret),
            [HubSpotSignature.TimestampHeader] = timestamp,
            [HubSpotSignature.LegacyHeader] = HubSpotSignature.SignV1(request.Body, signingSecret),
            [HubSpotSignature.LegacyVersionHeader] = "v1",
        };
    }

    private sealed class Source(HubSpotOptions options, HubSpotReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            HubSpotSignature.Verify(request, secrets, now, options.AcceptLegacySignatures);

        public WebhookReading Read(WebhookRequest request) => reader.Read(request);
    }
}
