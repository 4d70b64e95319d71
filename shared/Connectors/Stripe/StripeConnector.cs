using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Stripe;

/// <summary>Stripe's webhooks about customers and what they subscribe to, owe and pay.</summary>
public sealed class StripeConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "stripe",
        Name = "Stripe",
        Verification = "HMAC-SHA256 with timestamp",
        Events = ["customer.*", "customer.subscription.*", "invoice.*", "charge.*", "checkout.session.*"],
        Documentation = new Uri("https://docs.stripe.com/webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = StripeOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping, new StripeReader(options, mapping));
    }

    /// <summary>An endpoint's signing secret.</summary>
    public SampleSecret MintSecret()
    {
        var secret = $"whsec_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json; charset=utf-8",
            [StripeSignature.Header] = StripeSignature.Sign(request.Body, signingSecret, now),
        };

    private sealed class Source(StripeOptions options, VendorMapping mapping, StripeReader reader) : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            StripeSignature.Verify(request, secrets, options.Tolerance, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
