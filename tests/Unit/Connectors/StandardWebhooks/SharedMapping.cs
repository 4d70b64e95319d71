namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

/// <summary>A mapping of payloads in the form that the convention recommends, and a batch of them.</summary>
internal static class SharedMapping
{
    public const string Json = """
        {
          "object": "contact",
          "id": "data.id",
          "changeId": "eventId",
          "occurredAt": {"from": "timestamp", "format": "iso"},
          "kind": {"from": "type", "values": {"contact.created": "upsert", "contact.updated": "upsert", "contact.deleted": "delete", "contact.erased": "erase", "contact.merged": "merge", "order.placed": "event", "consent.changed": "consent"}},
          "mergedIds": "data.absorbed",
          "fields": [
            {"from": "data.email", "to": "email", "identifier": "email"},
            {"from": "data.phoneNumber", "to": "phone", "identifier": "phone", "blank": "clear"},
            {"from": "data.fullName", "to": "name", "transforms": ["trim", "title"]},
            {"from": "data.birthday", "to": "birthday", "transforms": ["date"]},
            {"from": "data.tier", "to": "tier", "transforms": [{"map": {"1": "gold", "2": "silver", "*": "basic"}}]}
          ],
          "identifiers": [{"from": "data.login", "type": "user_id"}],
          "consents": [{"from": "data.newsletter", "purpose": "marketing", "channel": "email", "basis": "consent", "evidence": {"from": "type"}}],
          "event": {"name": {"from": "type"}, "properties": "data.order"}
        }
        """;

    public const string Batch = """
        [
        {"eventId":"e1","type":"contact.created","timestamp":"2025-11-25T23:33:20Z","data":{"id":7,"email":" Ada@Example.COM ","phoneNumber":"030 123456","fullName":"ADA KING","tier":1,"login":"ada","newsletter":true}},
        {"eventId":"e2","type":"contact.updated","timestamp":"2025-11-25T23:33:21Z","data":{"id":7,"email":"not an address","phoneNumber":"","tier":"9","newsletter":false}},
        {"eventId":"e3","type":"contact.merged","timestamp":"2025-11-25T23:33:22Z","data":{"id":7,"absorbed":[8,"9",7]}},
        {"eventId":"e4","type":"contact.deleted","timestamp":"2025-11-25T23:33:23Z","data":{"id":10,"email":"bob@example.com"}},
        {"eventId":"e5","type":"contact.erased","timestamp":"2025-11-25T23:33:24.5+01:00","data":{"id":11}},
        {"eventId":"e6","type":"order.placed","timestamp":"2025-11-25T23:33:25Z","data":{"id":7,"order":{"total":12.50,"currency":"EUR"}}},
        {"eventId":"e7","type":"consent.changed","timestamp":"2025-11-25T23:33:26Z","data":{"id":7,"newsletter":"withdrawn"}}]
        """;

    public const string Unknown = """[{"eventId":"e9","type":"cart.viewed","timestamp":"2025-11-25T23:33:20Z","data":{"id":7}}]""";
}
