using ServerlessCdi.Connectors.Mandrill;

namespace ServerlessCdi.Tests.Unit.Connectors.Mandrill;

public sealed class MandrillConformance : ConnectorConformance<MandrillConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Mandrill-Signature"];

    protected override BodyForm Form => BodyForm.Form;

    protected override string EmptyBody => "mandrill_events=%5B%5D";

    protected override string ValidBody => """
        mandrill_events=[{"event":"open","_id":"7761629","msg":{"ts":1764113600,"_id":"7761629","state":"sent","subject":"Example","email":"Ada@Example.com","tags":["welcome"],"metadata":{"user_id":111}},"ip":"127.0.0.1","ts":1764113601},{"event":"unsub","_id":"7761630","msg":{"_id":"7761630","email":"ada@example.com"},"ts":1764113602},{"type":"blacklist","action":"add","reject":{"reason":"spam","email":"bob@example.com","expired":false},"ts":1764113603}]
        """;

    protected override string UnknownEventBody => """mandrill_events=[{"event":"inbound","msg":{"email":"desk@example.com"},"ts":1764113601},{"type":"sandbox","action":"add","ts":1764113601}]""";

    protected override bool IsSameMessage(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signed) => FormText.IsSame(body, signed);
}
