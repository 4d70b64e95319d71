using ServerlessCdi.Connectors.SegmentWebhook;

namespace ServerlessCdi.Tests.Unit.Connectors.SegmentWebhook;

public sealed class SegmentWebhookConformance : ConnectorConformance<SegmentWebhookConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Signature"];

    protected override string OptionsJson => """{"purposes":{"Advertising":{"purpose":"marketing","channel":"email"}}}""";

    protected override string ValidBody => """
        {"type":"identify","messageId":"ajs-next-1700000000000-022bb90c","userId":"019mr8mf4r","anonymousId":"507f191e810c19729de860ea","traits":{"email":"Achilles@segment.com","name":"Achilles","firstName":"Achilles","subscriptionPlan":"Premium","friendCount":29,"address":{"city":"Phthia","postalCode":"35 100"}},"context":{"consent":{"categoryPreferences":{"Advertising":false,"Functional":true}},"device":{"id":"B5372DB0-C21E-11E4-8DFC-AA07A5B093DB"},"externalIds":[{"id":"41","type":"crm_id","collection":"users","encoding":"none"}]},"timestamp":"2012-12-02T00:30:08.276Z","sentAt":"2012-12-02T00:30:09.276Z","version":1}
        """;

    protected override string UnknownEventBody => """{"type":"heartbeat","messageId":"m2","userId":"019mr8mf4r","timestamp":"2012-12-02T00:30:08.276Z"}""";
}
