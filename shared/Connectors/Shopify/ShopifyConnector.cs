using System.Globalization;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Shopify;

/// <summary>Shopify's webhooks about customers, their consents and their orders, and the three that every app must take.</summary>
public sealed class ShopifyConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "shopify",
        Name = "Shopify",
        Verification = "HMAC-SHA256",
        Events =
        [
            "customers/*", "customers_email_marketing_consent/update", "customers_marketing_consent/update", "orders/*",
            "customers/redact", "customers/data_request", "shop/redact",
        ],
        Documentation = new Uri("https://shopify.dev/docs/apps/build/webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = ShopifyOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(mapping, new ShopifyReader(options, mapping));
    }

    /// <summary>An app's client secret.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new(secret, secret);
    }

    /// <inheritdoc/>
    /// <remarks>Shopify names the event in a header, so a sample is named after its topic, with a dash for the stroke: <c>customers-update</c>.</remarks>
    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [ShopifySignature.Header] = ShopifySignature.Sign(request.Body, signingSecret),
            [ShopifyReader.TopicHeader] = request.Sample.Contains('-', StringComparison.Ordinal) ? request.Sample.Replace('-', '/') : "customers/update",
            [ShopifyReader.EventIdHeader] = request.MessageId,
            [ShopifyReader.TriggeredAtHeader] = now.ToString("O", CultureInfo.InvariantCulture),
        };

    private sealed class Source(VendorMapping mapping, ShopifyReader reader) : IWebhookSource, IRowSource
    {
        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            ShopifySignature.Verify(request, secrets);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<string> ReplayHeaders => ShopifyReader.Headers;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);

        /// <remarks>Exports write an apostrophe before the id, so that no spreadsheet takes it for a number.</remarks>
        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object, static id => id.TrimStart('\''));
    }
}
