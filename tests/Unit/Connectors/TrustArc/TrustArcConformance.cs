using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Signatures;
using ServerlessCdi.Connectors.TrustArc;

namespace ServerlessCdi.Tests.Unit.Connectors.TrustArc;

public sealed class TrustArcConformance : ConnectorConformance<TrustArcConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => [];

    protected override bool SignsBody => false;

    protected override string ValidBody => """
        {"requestId":48213,"accountId":77,"requestStatus":"IN_PROGRESS","requestTypeId":3,"formId":12,"brandName":"Acme","eventType":"CREATED","updatedAt":"2025-11-02T10:00:00Z"}
        """;

    protected override string? UnknownEventBody => null;

    protected override IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value)
    {
        var bare = new Uri(request.Url.GetLeftPart(UriPartial.Path));
        yield return request with { Url = value is null ? bare : QueryText.With(bare, "token", value) };
    }
}
