using ServerlessCdi.Connectors.Slack;

namespace ServerlessCdi.Tests.Unit.Connectors.Slack;

public sealed class SlackConformance : ConnectorConformance<SlackConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Slack-Signature", "X-Slack-Request-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(5);

    protected override string ValidBody => """
        {"token":"z26uFbvR1xHJEdHE1OQiO6t8","team_id":"T123ABC456","api_app_id":"A123ABC456","event":{"type":"team_join","user":{"id":"U1234567","team_id":"T123ABC456","name":"bobby","deleted":false,"color":"9f69e7","real_name":"Bobby Tables","tz":"America/Los_Angeles","tz_label":"Pacific Daylight Time","tz_offset":-25200,"profile":{"title":"Head of Databases","phone":"+1 415 555 0123","skype":"","real_name":"Bobby Tables","display_name":"bobby","status_text":"riding a train","avatar_hash":"abcde12345","first_name":"Bobby","last_name":"Tables","email":"bobby@example.com","image_24":"https://secure.gravatar.com/avatar/x.jpg","team":"T123ABC456"},"is_admin":false,"is_bot":false,"is_app_user":false,"updated":1648596421,"is_email_confirmed":true,"locale":"en-US"},"event_ts":"1764113600.000001"},"type":"event_callback","event_id":"Ev1","event_time":1764113600,"authorizations":[{"enterprise_id":null,"team_id":"T123ABC456","user_id":"U123ABC456","is_bot":false,"is_enterprise_install":false}],"is_ext_shared_channel":false}
        """;

    protected override string UnknownEventBody => """
        {"token":"z26uFbvR1xHJEdHE1OQiO6t8","team_id":"T123ABC456","api_app_id":"A123ABC456","event":{"type":"message","channel":"C1","text":"hello","event_ts":"1764113600.000001"},"type":"event_callback","event_id":"Ev2","event_time":1764113600,"authorizations":[{"enterprise_id":null,"team_id":"T123ABC456","user_id":"U123ABC456","is_bot":false,"is_enterprise_install":false}],"is_ext_shared_channel":false}
        """;
}
