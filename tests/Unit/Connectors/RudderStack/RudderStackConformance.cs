using ServerlessCdi.Connectors.RudderStack;

namespace ServerlessCdi.Tests.Unit.Connectors.RudderStack;

public sealed class RudderStackConformance : ConnectorConformance<RudderStackConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"purposes":{"C0004":{"purpose":"marketing","channel":"email"}}}""";

    protected override string ValidBody => """
        {"type":"track","event":"Order Completed","messageId":"a80f82be-9bdc-4a9f-b2a5-15621ee41df8","userId":"u-77","anonymousId":"c82cbdff-e5be-4009-ac78-cdeea09ab4b1","context":{"traits":{"email":"ada@example.com"},"device":{"id":"df16bffa-5c3d-4fbb-9bce-3bab098129a7R"},"consentManagement":{"provider":"oneTrust","allowedConsentIds":["C0001"],"deniedConsentIds":["C0004"],"resolutionStrategy":"and"}},"properties":{"order_id":"50314b8e","total":27.5,"url":"https://shop.example.com/thanks?session=1"},"originalTimestamp":"2024-05-01T10:00:00.000Z","timestamp":"2024-05-01T15:30:01.500+05:30","rudderId":"r1"}
        """;

    protected override string UnknownEventBody => """{"type":"record","action":"insert","messageId":"m2","fields":{"id":1}}""";
}
