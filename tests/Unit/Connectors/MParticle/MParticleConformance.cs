using ServerlessCdi.Connectors.MParticle;

namespace ServerlessCdi.Tests.Unit.Connectors.MParticle;

public sealed class MParticleConformance : ConnectorConformance<MParticleConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["Authorization"];

    protected override bool SignsBody => false;

    protected override string OptionsJson => """{"purposes":{"newsletter":{"purpose":"marketing","channel":"email"}}}""";

    protected override string ValidBody => """
        {"schema_version":2,"environment":"production","mpid":7346244611012968789,"batch_id":-4602389403230154861,"timestamp_unixtime_ms":1540483995300,"user_attributes":{"$firstname":"Henry","$zip":"10016","plan":"gold"},"deleted_user_attributes":["old_plan"],"user_identities":[{"identity_type":"customer_id","identity":"h.jekyll.md","timestamp_unixtime_ms":1540483995196},{"identity_type":"email","identity":"H.Jekyll.md@example.com","timestamp_unixtime_ms":1540483995196}],"consent_state":{"gdpr":{"newsletter":{"consented":true,"document":"newsletter_v4","timestamp_unixtime_ms":1523039002083}},"ccpa":{"data_sale_opt_out":{"consented":true,"document":null,"timestamp_unixtime_ms":1523039002084}}},"events":[{"data":{"event_name":"click","custom_event_type":"navigation","event_id":6004677780660780000,"timestamp_unixtime_ms":1540483995100,"custom_attributes":{"button_name":"home"}},"event_type":"custom_event"},{"data":{"event_id":6004677780660780001,"timestamp_unixtime_ms":1540483995101,"label":"b"},"event_type":"breadcrumb"}]}
        """;

    protected override string UnknownEventBody => """{"mpid":7346244611012968789,"events":[{"data":{"class_name":"E","event_id":1,"timestamp_unixtime_ms":1540483995100},"event_type":"crash_report"}]}""";
}
