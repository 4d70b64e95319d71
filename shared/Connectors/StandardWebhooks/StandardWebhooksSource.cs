using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

internal sealed class StandardWebhooksSource(IProof proof, ChangeMapping mapping) : IWebhookSource
{
    public IReadOnlyList<string> ReplayHeaders => proof.ReplayHeaders;

    public IReadOnlyList<FieldUse> Fields { get; } = mapping.Fields;

    public IReadOnlyList<MappedPath> Paths => mapping.Paths;

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        proof.Verify(request, secrets, now);

    public WebhookReading Read(WebhookRequest request) => mapping.Read(request, proof.Describe(request));
}
