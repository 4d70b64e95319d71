using ServerlessCdi.Connectors.Pipedrive;

namespace ServerlessCdi.Tests.Unit.Connectors.Pipedrive;

public sealed class PipedriveConformance : ConnectorConformance<PipedriveConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"companyId":"8087566"}""";

    protected override string? EmptyBody => "[]";

    protected override string ValidBody => """
        {"data":{"add_time":"2022-11-24T13:18:55Z","custom_fields":{},"emails":[{"label":"work","value":"Ada@Example.com","primary":true},{"label":"home","value":"ada@home.example","primary":false}],"first_name":"Ada","id":8,"label":null,"last_name":"Lovelace","name":"Ada Lovelace","org_id":1,"owner_id":12415231,"phones":[{"label":"mobile","value":"+49 30 123456","primary":true}],"marketing_status":"unsubscribed","update_time":"2022-11-24T13:18:55Z","visible_to":"3"},"previous":null,"meta":{"action":"create","company_id":"8087566","correlation_id":"f6c826fe-f335-4447-a51f-40789ad4ca5e","entity_id":"8","entity":"person","id":"5359a602-6d1b-4562-a385-ccaa762bd722","is_bulk_edit":false,"timestamp":"2022-11-24T13:18:55.665Z","type":"general","user_id":"12415231","version":"2.0","webhook_id":"4710827","webhook_owner_id":"12094821","change_source":"app","attempt":1,"host":"pd-us.pipedrive.com"}}
        """;

    protected override string RedeliveredBody => ValidBody.Replace("\"attempt\":1", "\"attempt\":3", StringComparison.Ordinal);

    protected override string UnknownEventBody => """{"data":{"id":1,"name":"Plan"},"previous":null,"meta":{"action":"create","company_id":"8087566","correlation_id":"c","entity_id":"1","entity":"product","timestamp":"2022-11-24T13:18:55.665Z"}}""";
}
