using ServerlessCdi.Connectors.Intercom;

namespace ServerlessCdi.Tests.Unit.Connectors.Intercom;

public sealed class IntercomConformance : ConnectorConformance<IntercomConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Hub-Signature"];

    protected override string ValidBody => """
        {"type":"notification_event","app_id":"ecahpwf5","data":{"type":"notification_event_data","item":{"type":"contact","id":"63a07ddf05a32042dffac965","workspace_id":"ecahpwf5","external_id":"25","role":"user","email":"joe@bloggs.com","phone":"+14155550123","name":"Joe Bloggs","avatar":null,"owner_id":null,"social_profiles":{"type":"list","data":[]},"has_hard_bounced":false,"marked_email_as_spam":false,"unsubscribed_from_emails":false,"created_at":1671462367,"updated_at":1671462368,"signed_up_at":1539897600,"last_seen_at":1671462360,"language_override":null,"browser":"chrome","browser_language":"en","os":"osx","location":{"type":"location","country":"Ireland","region":"Dublin","city":"Dublin","country_code":"IRL"},"custom_attributes":{},"tags":{"type":"list","data":[],"url":"/contacts/63a07ddf05a32042dffac965/tags","total_count":0,"has_more":false}}},"links":{},"id":"notif_cb5d4a70-0f9e-11ee-8b02-91d65c5a8e2f","topic":"contact.user.updated","delivery_status":"pending","delivery_attempts":1,"delivered_at":0,"first_sent_at":1671462369,"created_at":1671462368,"self":null}
        """;

    protected override string UnknownEventBody => """
        {"type":"notification_event","app_id":"ecahpwf5","data":{"type":"notification_event_data","item":{"type":"admin","id":"1"}},"links":{},"id":"notif_cb5d4a70-0f9e-11ee-8b02-91d65c5a8e2f","topic":"admin.logged_in","delivery_status":"pending","delivery_attempts":1,"delivered_at":0,"first_sent_at":1671462369,"created_at":1671462368,"self":null}
        """;
}
