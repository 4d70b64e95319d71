using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>The convention itself: an id and a time are signed with the body.</summary>
internal sealed record ConventionProof(TimeSpan Tolerance) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        StandardWebhooksSignature.Verify(StandardWebhooksHeaders.Of(request), request.Body, Tolerance, secrets, now);

    public MappingDelivery Describe(WebhookRequest request)
    {
        var headers = StandardWebhooksHeaders.Of(request);
        return new(request.ReceivedAt, headers.Time, headers.DeliveryId(request));
    }

    public IReadOnlyList<string> ReplayHeaders => StandardWebhooksHeaders.OfReplay;
}
