using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.TrackEvents;

namespace ServerlessCdi.Connectors.SegmentWebhook;

/// <summary>Segment as a sender: its webhook destinations, the classic one and the one of Actions.</summary>
public sealed class SegmentWebhookConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "segment-webhook",
        Name = "Segment webhooks",
        Verification = "HMAC-SHA1 (of a batch: the first event)",
        Events = ["identify", "track", "page", "screen", "group", "alias", "delete"],
        Documentation = new Uri("https://segment.com/docs/connections/destinations/catalog/actions-webhook/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = SegmentWebhookOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors, TrackEventReader.Table);
        return options is null || mapping is null
            ? null
            : new Source(mapping, new SegmentWebhookReader(options, new TrackEventReader(mapping, options.Purposes, settings.Region)));
    }

    /// <summary>The shared secret of the destination's settings.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [SegmentWebhookSignature.Header] = SegmentWebhookSignature.Sign(request.Body, signingSecret),
        };

    private sealed class Source(VendorMapping mapping, SegmentWebhookReader reader) : IWebhookSource
    {
        /// <summary>A batch has up to 4000 events.</summary>
        public int MaxBodyBytes => 8 * 1024 * 1024;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            SegmentWebhookSignature.Verify(request, secrets);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
