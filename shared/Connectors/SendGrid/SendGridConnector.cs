using System.Globalization;
using System.Security.Cryptography;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>SendGrid's Event Webhook: what became of e-mails, and who unsubscribed.</summary>
public sealed class SendGridConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "sendgrid",
        Name = "SendGrid",
        Verification = "ECDSA P-256",
        Events = ["processed", "deferred", "delivered", "bounce", "dropped", "open", "click", "spamreport", "unsubscribe", "group_unsubscribe", "group_resubscribe"],
        Documentation = new Uri("https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = ConnectorOptions.Read(settings.Options, SendGridOptionsJson.Default.SendGridOptions, errors);
        return options is not null && options.Validate(errors)
            ? new Source(TimeSpan.FromMinutes(options.ToleranceMinutes), new SendGridReader(settings.Key, new SendGridMapping(options)))
            : null;
    }

    /// <summary>The public key as SendGrid's settings page shows it verifies; the private one (base64 of PKCS #8) signs.</summary>
    public SampleSecret MintSecret()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SampleSecret(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(key.ExportPkcs8PrivateKey()));
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

    private sealed class Source(TimeSpan tolerance, SendGridReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            SendGridSignature.Verify(request, secrets, now, tolerance);

        public WebhookReading Read(WebhookRequest request) => reader.Read(request);
    }
}
