using ServerlessCdi.Connectors.Postscript;

namespace ServerlessCdi.Tests.Unit.Connectors.Postscript;

public sealed class PostscriptConformance : ConnectorConformance<PostscriptConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Postscript-Signature"];

    protected override bool SignsBody => false;

    protected override string ValidBody => """
        {"webhook_id":"89066f0a-eb36-4ed8-b98c-606e6dcac715","resource_type":"shop","resource_id":"shop_1","event_time":"2025-11-25T23:33:20.025455","event":"shop.subscriber.opt_in","event_data":{"id":"s_1","shop_id":"shop_1","phone_number":"+12025550146","email":"Ada@Example.com"}}
        """;

    protected override string UnknownEventBody => """
        {"webhook_id":"89066f0a-eb36-4ed8-b98c-606e6dcac715","resource_type":"shop","resource_id":"shop_1","event_time":"2025-11-25T23:33:20.025455","event":"shop.test","event_data":{}}
        """;
}
