using ServerlessCdi.Connectors.CustomerIo;

namespace ServerlessCdi.Tests.Unit.Connectors.CustomerIo;

public sealed class CustomerIoConformance : ConnectorConformance<CustomerIoConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-CIO-Signature", "X-CIO-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(10);

    protected override string ValidBody => """
        {"event_id":"01E4C4C6P79C12J5A6KPE6XNFD","object_type":"email","metric":"spammed","timestamp":1764113600,"data":{"customer_id":"0200102","identifiers":{"id":"0200102","email":"Ada@Example.com","cio_id":"d9c1060000"},"delivery_id":"RPILAgABcRhIBqSp7kiPekGBIeVh","campaign_id":9,"href":"https://a.example/x","recipient":"ada@example.com"}}
        """;

    protected override string UnknownEventBody => """
        {"event_id":"01E4C4G1S0AMNG0XVF2M7RPH5S","object_type":"email","metric":"drafted","timestamp":1764113600,"data":{"customer_id":"0200102"}}
        """;
}
