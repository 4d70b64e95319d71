using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Postscript;

/// <summary>Postscript's webhooks: who opted in to a shop's text messages and out of them, who wrote, and whose address was collected.</summary>
public sealed class PostscriptConnector : IWebhookConnector, ISampleSigner
{
    private const string Header = "Postscript-Signature";

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "postscript",
        Name = "Postscript",
        Verification = "token in a header",
        Events = ["shop.subscriber.opt_in", "shop.subscriber.opt_out", "shop.incoming_message", "shop.email_collected"],
        Documentation = new Uri("https://developers.postscript.io/docs/configuring-webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = PostscriptOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(mapping, new PostscriptReader(options, settings.Region, mapping));
    }

    /// <summary>A signing token as the API hands it out.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", [Header] = signingSecret };

    private sealed class Source(VendorMapping mapping, PostscriptReader reader) : IWebhookSource
    {
        private static readonly TokenProof Proof = new(Header, "");

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            Proof.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
