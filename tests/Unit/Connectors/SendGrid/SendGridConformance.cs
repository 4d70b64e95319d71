using ServerlessCdi.Connectors.SendGrid;

namespace ServerlessCdi.Tests.Unit.Connectors.SendGrid;

public sealed class SendGridConformance : ConnectorConformance<SendGridConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders =>
        ["X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(10);

    protected override string OptionsJson => """{"keepIp":true,"groups":{"14":"newsletter"},"customArguments":["campaign"]}""";

    protected override string ValidBody => """
        [{"email":"Ada@Example.com","timestamp":1764113600,"event":"delivered","category":["a","b"],"sg_event_id":"ZHJvcC0xMDk5NDkxOS1","sg_message_id":"m.1","response":"250 OK","campaign":"spring"},
        {"email":"ada@example.com","timestamp":1764113601,"event":"click","category":"a","sg_event_id":"bbb","sg_message_id":"m.1","url":"https://example.com/?t=1","ip":"192.0.2.1","useragent":"x","campaign":7},
        {"email":"ada@example.com","timestamp":1764113602,"event":"group_unsubscribe","sg_event_id":"ccc","sg_message_id":"m.1","asm_group_id":14},
        {"email":"ada@example.com","timestamp":1764113603,"event":"unsubscribe","sg_event_id":"ddd/+=","sg_message_id":"m.1"}]
        """;

    protected override string UnknownEventBody => """[{"event":"account_status_change","timestamp":1764113600,"type":"compliance_suspend"}]""";
}
