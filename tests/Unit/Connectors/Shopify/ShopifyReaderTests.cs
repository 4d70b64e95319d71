using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.Shopify;

public sealed class ShopifyReaderTests
{
    private const string Customer = """{"id":706405506930370084,"email":"Bob@Biller.com","updated_at":"2025-12-31T19:00:00-05:00","first_name":"Bob"}""";
    private const string Redaction = """{"shop_id":1,"customer":{"id":191167,"email":"john@example.com"},"orders_to_redact":[299938,280263]}""";
    private const string Canary = "canary-7f3a";

    [Theory]
    [InlineData("customers/create")]
    [InlineData("customers/update")]
    [InlineData("customers/enable")]
    [InlineData("customers/disable")]
    public void A_customer_is_a_contact_as_of_its_own_time(string topic)
    {
        var change = ShopifySource.Change(topic, Customer);
        Assert.Equal(ChangeKind.Upsert, change.Kind);
        Assert.Equal(new RecordRef("contact", "706405506930370084"), change.Record);
        Assert.Equal(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), change.OccurredAt);
        Assert.Contains(change.Identifiers, i => i is { Type: "email", Value: "bob@biller.com" });
    }

    [Fact]
    public void A_deleted_customer_is_deleted_and_not_erased()
    {
        var change = ShopifySource.Change("customers/delete", """{"id":706405506930370084,"tax_exemptions":[],"admin_graphql_api_id":"gid://shopify/Customer/706405506930370084"}""");
        Assert.Equal(ChangeKind.Delete, change.Kind);
        Assert.False(change.Privacy);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 18, 0, 27, TimeSpan.Zero).AddTicks(8770417), change.OccurredAt);
    }

    [Fact]
    public void A_merge_that_was_done_keeps_the_one_and_absorbs_the_other()
    {
        var change = ShopifySource.Change("customers/merge", Merge("completed"));
        Assert.Equal(ChangeKind.Merge, change.Kind);
        Assert.Equal("1", change.Record.Key);
        Assert.Equal(["2"], change.MergedKeys);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("in_progress")]
    public void A_merge_that_was_not_done_changes_nothing(string status)
    {
        var reading = ShopifySource.Read("customers/merge", Merge(status));
        Assert.Equal(["customers/merge (not done)"], reading.Ignored);
        Assert.Empty(reading.Changes);
    }

    [Theory]
    [InlineData("customers_email_marketing_consent/update", "email_marketing_consent", "\"customer_id\":7", "consent_updated_at", "email")]
    [InlineData("customers_marketing_consent/update", "sms_marketing_consent", "\"id\":7", "consent_updated_at", "sms")]
    [InlineData("customers_whats_app_marketing_consent/update", "whats_app_marketing_consent", "\"customer_id\":7", "updated_at", "whatsapp")]
    public void A_consent_is_of_its_channel_and_its_time(string topic, string member, string id, string time, string channel)
    {
        var change = ShopifySource.Change(topic, $$$"""{{{{id}}},"{{{member}}}":{"state":"unsubscribed","opt_in_level":null,"{{{time}}}":"2025-12-30T12:00:00Z"}}""");
        Assert.Equal(ChangeKind.Consent, change.Kind);
        Assert.Equal("7", change.Record.Key);
        Assert.Equal(new(2025, 12, 30, 12, 0, 0, TimeSpan.Zero), change.OccurredAt);
        var entry = Assert.Single(change.Consents);
        Assert.Equal(("marketing", channel, ConsentState.Withdrawn), (entry.Purpose, entry.Channel, entry.State));
    }

    [Theory]
    [InlineData("\"not_subscribed\"")]
    [InlineData("\"redacted\"")]
    [InlineData("null")]
    public void A_person_who_was_never_asked_has_said_nothing(string state)
    {
        var reading = ShopifySource.Read("customers_email_marketing_consent/update", $$"""{"customer_id":7,"email_marketing_consent":{"state":{{state}} } }""");
        Assert.Single(reading.Ignored);
        Assert.Empty(reading.Changes);
        Assert.Empty(reading.Rejected);
    }

    [Fact]
    public void A_state_without_a_meaning_waits_in_quarantine()
    {
        var reading = ShopifySource.Read("customers_email_marketing_consent/update", """{"customer_id":7,"email_marketing_consent":{"state":"perhaps"}}""");
        Assert.DoesNotContain("perhaps", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redaction_erases_the_customer_and_every_order_that_is_named()
    {
        var changes = ShopifySource.Read("customers/redact", Redaction).Changes;
        Assert.Equal(["contact 191167", "order 299938", "order 280263"], changes.Select(c => $"{c.Record.Object} {c.Record.Key}"));
        Assert.All(changes, c => Assert.True(c is { Kind: ChangeKind.Delete, Privacy: true }));
        Assert.Equal(3, changes.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void Without_an_event_id_a_redaction_still_names_each_of_its_changes()
    {
        var request = ShopifySource.Request("customers/redact", Redaction, eventId: null);
        var ids = ShopifySource.Bind().Read(request).Changes.Select(c => c.Id).ToList();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids, ShopifySource.Bind().Read(request).Changes.Select(c => c.Id));
    }

    [Fact]
    public void A_request_for_data_goes_to_the_timeline()
    {
        var change = ShopifySource.Change("customers/data_request", """{"customer":{"id":191167,"email":"john@example.com"},"orders_requested":[1],"data_request":{"id":9999}}""");
        Assert.Equal(("191167", "data_requested", """{"id":9999}"""), (change.Record.Key, change.Event?.Name, change.Event?.Properties.Json));
    }

    [Fact]
    public void The_erasure_of_a_shop_waits_for_a_person() =>
        Assert.Contains("privacy officer", Assert.Single(ShopifySource.Read("shop/redact", """{"shop_id":954889,"shop_domain":"acme.myshopify.com"}""").Rejected).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("orders/create", ChangeKind.Upsert)]
    [InlineData("orders/updated", ChangeKind.Upsert)]
    [InlineData("orders/paid", ChangeKind.Upsert)]
    [InlineData("orders/delete", ChangeKind.Delete)]
    public void An_order_hangs_on_its_customer_before_any_address(string topic, ChangeKind kind)
    {
        var change = ShopifySource.Change(topic, """{"id":8,"email":"someone@else.com","customer":{"id":7},"total_price":"404.95","currency":"usd"}""");
        Assert.Equal((kind, new RecordRef("order", "8")), (change.Kind, change.Record));
        Assert.Equal(("external:shop:contact", "7"), (change.Identifiers[0].Type, change.Identifiers[0].Value));
    }

    [Theory]
    [InlineData("orders/edited", """{"order_edit":{"id":1,"order_id":8}}""")]
    [InlineData("app/uninstalled", """{"id":1}""")]
    [InlineData("customer.joined_segment", """{"customer_id":"gid://shopify/Customer/2"}""")]
    public void A_topic_that_brings_no_record_is_acknowledged_and_counted(string topic, string body) =>
        Assert.Equal([topic], ShopifySource.Read(topic, body).Ignored);

    [Fact]
    public void The_sum_of_purchases_is_a_part_of_the_contact()
    {
        var change = ShopifySource.Change("customers/purchasing_summary", """{"customerId":"gid://shopify/Customer/7","numberOfOrders":3,"amountSpent":{"amount":"100.50","currencyCode":"USD"},"occurredAt":"2025-12-30T05:00:00.000Z"}""");
        Assert.Equal(new RecordRef("contact", "7"), change.Record);
        Assert.Equal(["currency=\"USD\"", "ordersCount=3", "totalSpent=100.5"], change.Fields.Select(f => $"{f.Name}={f.Value.Json}"));
    }

    [Fact]
    public void A_tag_more_or_less_is_told_on_the_timeline()
    {
        var change = ShopifySource.Change("customer.tags_added", """{"customerId":"gid://shopify/Customer/7","tags":["vip"],"occurredAt":"2025-12-30T05:00:00.000Z"}""");
        Assert.Equal(("7", "tags_added"), (change.Record.Key, change.Event?.Name));
        Assert.Contains("""["vip"]""", change.Event!.Properties.Json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headers_may_come_without_their_X()
    {
        var source = ShopifySource.Bind("""{"shop":"acme.myshopify.com"}""");
        var old = Assert.Single(source.Read(ShopifySource.Request("customers/update", Customer)).Changes);
        var young = Assert.Single(source.Read(ShopifySource.Request("customers/update", Customer, prefix: "")).Changes);
        Assert.Equal(JsonSerializer.Serialize(old), JsonSerializer.Serialize(young));
    }

    [Fact]
    public void One_deed_of_a_merchant_can_be_several_changes_which_a_retry_repeats()
    {
        string[] ids =
        [
            ShopifySource.Change("customers/update", Customer).Id,
            ShopifySource.Change("customers/enable", Customer).Id,
            ShopifySource.Change("customers/update", Customer.Replace("0084", "0085", StringComparison.Ordinal)).Id,
        ];
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids[0], ShopifySource.Change("customers/update", Customer).Id);
    }

    [Fact]
    public void A_webhook_of_another_shop_waits_in_quarantine() =>
        Assert.Contains("options.shop", Assert.Single(ShopifySource.Read("customers/update", Customer, """{"shop":"other.myshopify.com"}""").Rejected).Reason, StringComparison.Ordinal);

    [Fact]
    public void No_token_and_no_private_link_is_kept_even_where_unmapped_members_are()
    {
        var source = ShopifySource.Bind(mapping: """{"objects":{"contact":{"unmapped":"keep"},"order":{"unmapped":"keep"}}}""");
        string[] bodies =
        [
            $$"""{"id":7,"multipass_identifier":"{{Canary}}"}""",
            $$"""{"id":8,"token":"{{Canary}}","cart_token":"{{Canary}}","checkout_token":"{{Canary}}","order_status_url":"https://a.example/{{Canary}}","landing_site":"/?{{Canary}}","browser_ip":"{{Canary}}","client_details":{"session_hash":"{{Canary}}"} }""",
        ];
        foreach (var (topic, body) in new[] { "customers/update", "orders/create" }.Zip(bodies))
        {
            var reading = source.Read(ShopifySource.Request(topic, body));
            Assert.Empty(reading.Rejected);
            Assert.DoesNotContain(Canary, JsonSerializer.Serialize(reading.Changes), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_part_in_quarantine_takes_the_headers_along_that_name_the_event()
    {
        var source = ShopifySource.Bind();
        var request = ShopifySource.Request("customers/update", Customer);
        var kept = request with { Headers = request.Headers.Where(h => source.ReplayHeaders.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase) };
        Assert.Equal(JsonSerializer.Serialize(source.Read(request).Changes), JsonSerializer.Serialize(source.Read(kept).Changes));
        Assert.Equal(WebhookVerdict.Missing, source.Verify(kept, [new SecretValue("s")], ShopifySource.Now));
        Assert.Equal(Encoding.UTF8.GetBytes(Customer), kept.Body.ToArray());
    }

    private static string Merge(string status) =>
        $$"""{"admin_graphql_api_customer_kept_id":"gid://shopify/Customer/1","admin_graphql_api_customer_deleted_id":"gid://shopify/Customer/2","admin_graphql_api_job_id":null,"status":"{{status}}","errors":[]}""";
}
