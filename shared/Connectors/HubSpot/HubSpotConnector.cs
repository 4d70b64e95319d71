using System.Globalization;
using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>HubSpot's CRM webhooks about contacts, companies, deals, tickets and whatever else an account keeps.</summary>
public sealed class HubSpotConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "hubspot",
        Name = "HubSpot",
        Verification = "HMAC-SHA256 (v3)",
        Events =
        [
            "creation, propertyChange, associationChange, deletion, merge, restore and privacyDeletion of contacts, companies, deals and tickets",
            "object.* of these, of orders, invoices, subscriptions, leads and engagements, and of custom objects",
        ],
        Documentation = new Uri("https://developers.hubspot.com/docs/apps/legacy-apps/public-apps/create-generic-webhook-subscriptions"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = HubSpotOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping);
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
        var signature = HubSpotSignature.SignV3(request.Method, request.Url.OriginalString, request.Body, timestamp, signingSecret);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [HubSpotSignature.V3Header] = signature,
            [HubSpotSignature.TimestampHeader] = timestamp,
            [HubSpotSignature.LegacyHeader] = HubSpotSignature.SignV1(request.Body, signingSecret),
            [HubSpotSignature.LegacyVersionHeader] = "v1",
        };
    }

    private sealed class Source(HubSpotOptions options, VendorMapping mapping) : IWebhookSource, IRowSource
    {
        private readonly HubSpotReader _reader = new(options, mapping);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            HubSpotSignature.Verify(request, secrets, now, options.AcceptLegacySignatures);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, _reader);

        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object);
    }
}
