using ServerlessCdi.Connectors.Shopify;

namespace ServerlessCdi.Tests.Unit.Connectors.Shopify;

public sealed class ShopifyConformance : ConnectorConformance<ShopifyConnector>
{
    protected override IReadOnlyList<string> CredentialHeaders => ["X-Shopify-Hmac-Sha256"];

    protected override string? UnknownEventBody => null;

    protected override string ValidBody => """
        {"id":706405506930370084,"email":"Bob@Biller.com","created_at":"2026-01-01T07:00:00-05:00","updated_at":"2026-01-01T08:00:00-05:00","first_name":"Bob","last_name":"Biller","orders_count":3,"state":"enabled","total_spent":"12.50","note":null,"verified_email":true,"currency":"USD","phone":"+15142546011","addresses":[],"default_address":{"id":1,"address1":"151 O'Connor Street","city":"Ottawa","province_code":"ON","country_code":"CA","zip":"K2P 2L8"},"email_marketing_consent":{"state":"subscribed","opt_in_level":"confirmed_opt_in","consent_updated_at":"2026-01-01T07:30:00-05:00"},"sms_marketing_consent":{"state":"not_subscribed","opt_in_level":"single_opt_in","consent_updated_at":null,"consent_collected_from":"OTHER"}}
        """;
}
