using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>How a source's requests are shown to be genuine.</summary>
internal interface IProof
{
    WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now);

    /// <summary>What the proof covers beside the body.</summary>
    MappingDelivery Describe(WebhookRequest request) => new(request.ReceivedAt);

    /// <summary>The headers of that description which a replay must have.</summary>
    IReadOnlyList<string> ReplayHeaders => [];
}
