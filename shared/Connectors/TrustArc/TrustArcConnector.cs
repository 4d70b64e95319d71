using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.TrustArc;

/// <summary>TrustArc's callbacks. Their bodies are not published, so that one is a hint that something has changed, and no more.</summary>
public sealed class TrustArcConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "trustarc",
        Name = "TrustArc",
        Verification = "secret in the URL or another configured credential",
        Events = ["individual rights callback", "consent callback", "data subject callback"],
        Documentation = new Uri("https://trustarchelp.zendesk.com/hc/en-us/articles/31951858635667-External-Callback-Controller"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = TrustArcOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new TrustArcReader(options, mapping, settings.Region));
    }

    /// <summary>The token in the URL that the callback is registered with.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(secret, secret);
    }

    public SampleRequest Prepare(SampleRequest request, string signingSecret) =>
        request with { Url = QueryText.With(request.Url, ProofOptions.DefaultQuery, signingSecret) };

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };

    private sealed class Source(IProof proof, VendorMapping mapping, TrustArcReader reader) : IWebhookSource
    {
        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
