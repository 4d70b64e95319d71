using ServerlessCdi.Connectors.Zendesk;

namespace ServerlessCdi.Tests.Unit.Connectors.Zendesk;

public sealed class ZendeskConformance : ConnectorConformance<ZendeskConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Zendesk-Webhook-Signature", "X-Zendesk-Webhook-Signature-Timestamp"];

    protected override TimeSpan? Tolerance => TimeSpan.FromMinutes(60);

    protected override string ValidBody => """
        {"type":"zen:event-type:user.name_changed","account_id":12514403,"id":"2b24ef10-19d4-4740-93cf-8f98ec4776c0","time":"2026-07-04T05:33:18Z","zendesk_event_version":"2022-06-20","subject":"zen:user:6596848315901","detail":{"created_at":"2026-07-04T05:27:58Z","email":"Ada@Example.com","external_id":"x-1","default_group_id":"0","id":"6596848315901","organization_id":"77","role":"end-user","updated_at":"2026-07-04T05:33:18Z"},"event":{"current":"Ada Lovelace","previous":"Ada Byron"}}
        """;

    protected override string UnknownEventBody => """
        {"type":"zen:event-type:article.published","account_id":1,"id":"a","time":"2026-07-04T05:33:18Z","subject":"zen:article:1","detail":{"id":"1"},"event":{}}
        """;
}
