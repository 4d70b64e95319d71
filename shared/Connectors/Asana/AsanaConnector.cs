using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Asana;

/// <summary>Asana's webhooks: what was done to tasks, without their values.</summary>
public sealed class AsanaConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "asana",
        Name = "Asana",
        Verification = "HMAC-SHA256, secret by handshake",
        Events = ["task added", "task changed", "task removed", "task deleted", "task undeleted", "story added"],
        Documentation = new Uri("https://developers.asana.com/docs/webhooks-guide"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = AsanaOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping, new AsanaReader(mapping));
    }

    /// <summary>What a handshake brings.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json; charset=UTF-8",
            [AsanaSignature.Header] = AsanaSignature.Sign(request.Body, signingSecret),
        };

    private sealed class Source(AsanaOptions options, VendorMapping mapping, AsanaReader reader) : IWebhookSource, IWebhookHandshake
    {
        public WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            AsanaHandshake.Answer(request, secrets, options, now);

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            AsanaSignature.Verify(request, secrets, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);
    }
}
