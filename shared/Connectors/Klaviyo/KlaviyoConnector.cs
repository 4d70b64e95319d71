using System.Globalization;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Klaviyo;

/// <summary>Klaviyo's system webhooks about messages and consents, and the webhooks of its flows about profiles.</summary>
public sealed class KlaviyoConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "klaviyo",
        Name = "Klaviyo",
        Verification = "HMAC-SHA256, or a token for flows",
        Events = [.. KlaviyoTopics.All.Select(topic => KlaviyoTopics.Prefix + topic), "flow webhooks"],
        Documentation = new Uri("https://developers.klaviyo.com/en/docs/working_with_system_webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = KlaviyoOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new KlaviyoReader(settings.Region, mapping));
    }

    /// <summary>A secret as the Webhooks API takes it.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var timestamp = now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [KlaviyoProof.Header] = KlaviyoProof.Sign(timestamp, request.Body, signingSecret),
            [KlaviyoProof.TimestampHeader] = timestamp,
        };
    }

    private sealed class Source(IProof proof, VendorMapping mapping, KlaviyoReader reader) : IWebhookSource
    {
        /// <summary>A delivery holds up to 1000 events, each with its profile.</summary>
        public int MaxBodyBytes => 8 * 1024 * 1024;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            proof.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
