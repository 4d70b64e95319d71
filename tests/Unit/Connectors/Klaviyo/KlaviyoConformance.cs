using ServerlessCdi.Connectors.Klaviyo;

namespace ServerlessCdi.Tests.Unit.Connectors.Klaviyo;

public sealed class KlaviyoConformance : ConnectorConformance<KlaviyoConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Klaviyo-Signature", "Klaviyo-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromDays(1);

    protected override string EmptyBody => """{"data":[],"meta":{"klaviyo_webhook_id":"w"}}""";

    protected override string ValidBody => """
        {"data":[{"external_id":"a1","topic":"event:klaviyo.opened_email","payload":{"data":{"type":"event","id":"a1","attributes":{"timestamp":1764113600,"datetime":"2025-11-25T23:33:20+00:00","event_properties":{"Campaign Name":"Spring","$message":"m1"}},"relationships":{"profile":{"data":{"type":"profile","id":"p1"}}}},"included":[{"type":"profile","id":"p1","attributes":{"email":"Ada@Example.com","first_name":"Ada","phone_number":"+4930123456"}}]}},{"external_id":"a2","topic":"event:klaviyo.unsubscribed_from_sms_marketing","payload":{"data":{"attributes":{"timestamp":1764113601,"event_properties":{}},"relationships":{"profile":{"data":{"id":"p1"}}}}}}],"meta":{"klaviyo_webhook_id":"w","timestamp":"2026-01-01T00:00:00+00:00"}}
        """;

    protected override string UnknownEventBody => """
        {"data":[{"external_id":"a3","topic":"event:api.viewed_product","payload":{"data":{"attributes":{"timestamp":1764113601}}}}],"meta":{"klaviyo_webhook_id":"w"}}
        """;
}
