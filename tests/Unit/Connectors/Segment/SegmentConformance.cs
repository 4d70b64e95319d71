using ServerlessCdi.Connectors.Segment;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

/// <summary>A single call; what is particular to batches is in <see cref="SegmentBatchTests"/>.</summary>
public sealed class SegmentConformance : ConnectorConformance<SegmentConnector>
{
    protected override string Sample => "identify";

    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string? UnknownEventBody => null;

    protected override string? EmptyBody => null;

    protected override string ValidBody => """
        {"userId":"u-1","anonymousId":"v-1","messageId":"m-1","timestamp":"2025-12-31T23:59:58.5Z","sentAt":"2025-12-31T23:59:59Z",
        "traits":{"email":"Ada@Example.COM","firstName":"Ada","phone":"030 123456","logins":5,"plan":null,"address":{"city":"Berlin"},"tags":["a",1,true]},
        "context":{"consent":{"categoryPreferences":{"Analytics":true}},"device":{"id":"D-1"},"externalIds":[{"id":"x-1","type":"crm_id"}]}}
        """;
}
