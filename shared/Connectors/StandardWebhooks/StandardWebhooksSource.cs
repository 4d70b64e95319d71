using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

internal sealed class StandardWebhooksSource(IProof proof, ChangeMapping mapping) : IWebhookSource, IRowSource
{
    public IReadOnlyList<string> ReplayHeaders => proof.ReplayHeaders;

    public IReadOnlyList<FieldUse> Fields { get; } = mapping.Fields;

    public IReadOnlyList<MappedPath> Paths => mapping.Paths;

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        proof.Verify(request, secrets, now);

    public WebhookReading Read(WebhookRequest request) => mapping.Read(request, proof.Describe(request));

    public WebhookReading ReadRow(WebhookRequest row, string? @object)
    {
        var reading = mapping.Read(row, new MappingDelivery(row.ReceivedAt));
        return @object is not null && reading.Changes.Any(c => c.Record.Object != @object)
            ? WebhookReading.RejectAll(row, $"the mapping reads the row as another kind of object than {@object}")
            : reading;
    }
}
