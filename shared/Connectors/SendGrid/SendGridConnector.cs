using System.Globalization;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>SendGrid's Event Webhook: what became of e-mails, and who unsubscribed.</summary>
public sealed class SendGridConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "sendgrid",
        Name = "SendGrid",
        Verification = "ECDSA P-256",
        Events =
        [
            "processed", "deferred", "delivered", "bounce", "dropped", "open", "click", "spamreport", "unsubscribe", "group_unsubscribe",
            "group_resubscribe",
        ],
        Documentation = new Uri("https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = SendGridOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping);
    }

    /// <summary>The public key as SendGrid's settings page shows it verifies; the private one (base64 of PKCS #8) signs.</summary>
    public SampleSecret MintSecret()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verifying = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        return new SampleSecret(verifying, Convert.ToBase64String(key.ExportPkcs8PrivateKey()));
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json;charset=utf-8",
            [SendGridSignature.SignatureHeader] = SendGridSignature.Sign(timestamp, request.Body, signingSecret),
            [SendGridSignature.TimestampHeader] = timestamp,
        };
    }

    private sealed class Source(SendGridOptions options, VendorMapping mapping) : IWebhookSource
    {
        private readonly SendGridReader _reader = new(options, mapping);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            SendGridSignature.Verify(request, secrets, now, options.Tolerance);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, _reader);
    }
}
