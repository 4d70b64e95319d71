using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>
/// Any system that signs its webhooks in a common way: what its payloads mean stands in the source's mapping. And any
/// system that takes signed webhooks: it is told of profiles.
/// </summary>
public sealed class StandardWebhooksConnector : IWebhookConnector, IDestinationConnector, ISampleSigner
{
    private const int MintedKeyBytes = 32;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "standard-webhooks",
        Name = "Standard Webhooks",
        Verification = "HMAC-SHA256 (v1), Ed25519 (v1a), or a plain HMAC or token",
        Events = ["any, by mapping"],
        Documentation = new("https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"),
    };

    IWebhookSource? IWebhookConnector.Bind(SourceSettings settings, ConfigErrors errors)
    {
        var before = errors.All.Count;
        var proof = StandardWebhooksOptions.BindProof(settings, errors);
        var mapping = ChangeMapping.Bind(settings, errors);
        return proof is null || mapping is null || errors.All.Count > before ? null : new StandardWebhooksSource(proof, mapping);
    }

    IDestination? IDestinationConnector.Bind(DestinationSettings settings, ConfigErrors errors) =>
        StandardWebhooksOptions.BindDelivery(settings, errors) is { } options ? new StandardWebhooksDelivery(options) : null;

    /// <inheritdoc/>
    /// <remarks>For the convention of the name; a source that checks a plain HMAC or a token is tried with its own sender.</remarks>
    public SampleSecret MintSecret()
    {
        var text = StandardWebhooksKey.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(MintedKeyBytes));
        return new(text, text);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        StandardWebhooksSignature.Sign([new(signingSecret)], request.MessageId, request.Body, now);
}
