using ServerlessCdi.Connectors.Iterable;

namespace ServerlessCdi.Tests.Unit.Connectors.Iterable;

public sealed class IterableConformance : ConnectorConformance<IterableConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string ValidBody => """
        {"email":"Ada@Example.com","userId":"u7","eventName":"emailUnSubscribe","dataFields":{"createdAt":"2025-11-25 23:33:20 +00:00","messageId":"bf008db8ab194b65816398c05bf30f99","campaignId":1089024,"unsubSource":"EmailLink","channelIds":[27447],"messageTypeIds":[31082],"emailListIds":[]}}
        """;

    protected override string UnknownEventBody => """
        {"email":"ada@example.com","eventName":"inboxSession","dataFields":{"createdAt":"2025-11-25 23:33:20 +00:00"}}
        """;
}
