using ServerlessCdi.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

public sealed class StandardWebhooksConformance : ConnectorConformance<StandardWebhooksConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["webhook-id", "webhook-timestamp", "webhook-signature"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(5);

    protected override string MappingJson => SharedMapping.Json;

    protected override string ValidBody => SharedMapping.Batch;

    protected override string UnknownEventBody => SharedMapping.Unknown;
}
