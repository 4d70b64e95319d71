using ServerlessCdi.Connectors.Asana;

namespace ServerlessCdi.Tests.Unit.Connectors.Asana;

public sealed class AsanaConformance : ConnectorConformance<AsanaConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Hook-Signature"];

    protected override string EmptyBody => """{"events":[]}""";

    protected override string ValidBody => """
        {"events":[{"action":"changed","created_at":"2026-01-01T18:20:37.972Z","change":{"field":"due_at","action":"changed"},"parent":null,"resource":{"gid":"1337","resource_type":"task","resource_subtype":"default_task"},"user":{"gid":"1123","resource_type":"user"}},{"action":"added","created_at":"2026-01-01T18:22:45.421Z","parent":null,"resource":{"gid":"1338","resource_type":"task","resource_subtype":"default_task"},"user":{"gid":"1123","resource_type":"user"}}]}
        """;

    protected override string UnknownEventBody => """
        {"events":[{"action":"changed","created_at":"2026-01-01T18:20:37.972Z","parent":null,"resource":{"gid":"14","resource_type":"project"},"user":null}]}
        """;
}
