using System.Globalization;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.CustomerIo;

/// <summary>Customer.io's reporting webhooks: what became of messages, and what people subscribed to.</summary>
public sealed class CustomerIoConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "customerio",
        Name = "Customer.io",
        Verification = "HMAC-SHA256",
        Events =
        [
            "customer.subscribed", "customer.unsubscribed", "customer.cio_subscription_preferences_changed", "email.*", "sms.*", "push.*", "in_app.*",
            "whatsapp.*",
        ],
        Documentation = new Uri("https://docs.customer.io/integrations/api/webhooks/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = CustomerIoOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Tolerance, mapping, new CustomerIoReader(options, mapping));
    }

    /// <summary>A signing key as the webhook's page shows it.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [CustomerIoSignature.Header] = CustomerIoSignature.Sign(timestamp, request.Body, signingSecret),
            [CustomerIoSignature.TimestampHeader] = timestamp,
        };
    }

    private sealed class Source(TimeSpan tolerance, VendorMapping mapping, CustomerIoReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            CustomerIoSignature.Verify(request, secrets, now, tolerance);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
