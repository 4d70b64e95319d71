using ServerlessCdi.Connectors.HubSpot;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

public sealed class HubSpotConformance : ConnectorConformance<HubSpotConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-HubSpot-Signature-v3", "X-HubSpot-Request-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(5);

    protected override string ValidBody => Body(attempt: 0);

    protected override string RedeliveredBody => Body(attempt: 3);

    protected override string UnknownEventBody => """
        [{"eventId":9,"portalId":62515,"occurredAt":1764113600000,"subscriptionType":"conversation.newMessage","attemptNumber":0,"objectId":5}]
        """;

    private static string Body(int attempt) => $$"""
        [{"eventId":1,"subscriptionId":12345,"portalId":62515,"appId":54321,"occurredAt":1764113600000,"subscriptionType":"contact.creation","attemptNumber":{{attempt}},"objectId":123,"changeSource":"CRM","changeFlag":"NEW"},
        {"eventId":1,"subscriptionId":12346,"portalId":62515,"appId":54321,"occurredAt":1764113600123,"subscriptionType":"contact.propertyChange","attemptNumber":{{attempt}},"objectId":123,"propertyName":"email","propertyValue":"Ada@Example.COM","changeSource":"CRM_UI","sourceId":"userId:7"},
        {"eventId":1,"subscriptionId":12347,"portalId":62515,"appId":54321,"occurredAt":1764113600123,"subscriptionType":"contact.propertyChange","attemptNumber":{{attempt}},"objectId":123,"propertyName":"firstname","propertyValue":"Ada","changeSource":"CRM_UI","sourceId":"userId:7"},
        {"eventId":2,"subscriptionId":12348,"portalId":62515,"appId":54321,"occurredAt":1764113600124,"subscriptionType":"contact.merge","attemptNumber":{{attempt}},"objectId":123,"primaryObjectId":123,"mergedObjectIds":[124,125],"numberOfPropertiesMoved":4},
        {"eventId":3,"subscriptionId":12349,"portalId":62515,"appId":54321,"occurredAt":1764113600125,"subscriptionType":"object.deletion","objectTypeId":"0-1","attemptNumber":{{attempt}},"objectId":126,"changeFlag":"DELETED"}]
        """;
}
