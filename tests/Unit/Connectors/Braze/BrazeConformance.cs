using ServerlessCdi.Connectors.Braze;

namespace ServerlessCdi.Tests.Unit.Connectors.Braze;

public sealed class BrazeConformance : ConnectorConformance<BrazeConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string EmptyBody => """{"events":[]}""";

    protected override string ValidBody => """
        {"events":[{"event_type":"users.messages.email.Click","id":"a1234567-89ab-cdef-0123-456789abcdef","time":1764113600,"user":{"user_id":"0123456789abcdef01234567","external_user_id":"u7"},"properties":{"campaign_id":"c1","email_address":"Ada@Example.com","url":"https://a.example/x"}},{"event_type":"users.behaviors.subscriptiongroup.StateChange","id":"b1","time":1764113601,"user":{"user_id":"0123456789abcdef01234567"},"properties":{"subscription_group_id":"g1","subscription_status":"Unsubscribed","channel":"sms"}}]}
        """;

    protected override string UnknownEventBody => """
        {"events":[{"event_type":"users.behaviors.app.SessionStart","id":"c1","time":1764113600,"user":{"user_id":"0123456789abcdef01234567"}}]}
        """;
}
