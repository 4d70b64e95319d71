using ServerlessCdi.Connectors.Stripe;

namespace ServerlessCdi.Tests.Unit.Connectors.Stripe;

public sealed class StripeConformance : ConnectorConformance<StripeConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Stripe-Signature"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(5);

    protected override string ValidBody => """
        {"id":"evt_1","object":"event","api_version":"2025-03-31.basil","created":1764113600,"data":{"object":{"id":"cus_NffrFeUfNV2Hib","object":"customer","address":{"city":"Paris","country":"FR","line1":"1 Rue","line2":null,"postal_code":"75001","state":null},"created":1680893993,"currency":"eur","delinquent":false,"description":null,"email":"Ada@Example.com","livemode":true,"metadata":{},"name":"Ada Lovelace","phone":"+33142685300","preferred_locales":["fr"]},"previous_attributes":{"email":"ada@old.example.com"}},"livemode":true,"pending_webhooks":1,"request":{"id":"req_1","idempotency_key":null},"type":"customer.updated"}
        """;

    protected override string RedeliveredBody => ValidBody.Replace("\"pending_webhooks\":1", "\"pending_webhooks\":2", StringComparison.Ordinal);

    protected override string UnknownEventBody =>
        """{"id":"evt_2","object":"event","created":1764113600,"data":{"object":{"id":"po_1","object":"payout","amount":1}},"livemode":true,"type":"payout.paid"}""";
}
