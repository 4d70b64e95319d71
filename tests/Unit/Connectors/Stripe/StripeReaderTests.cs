using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.Stripe;

public sealed class StripeReaderTests
{
    private const string Canary = "canary-7f3a";

    [Fact]
    public void A_changed_address_leads_to_the_customer_beside_the_new_one()
    {
        var change = StripeSource.Change("customer.updated", """{"id":"cus_1","object":"customer","email":"new@example.com"}""", ""","previous_attributes":{"email":"Old@Example.com"}""");
        Assert.Equal(["new@example.com", "old@example.com"], change.Identifiers.Select(i => i.Value).Order(StringComparer.Ordinal));
        Assert.Equal("\"new@example.com\"", Assert.Single(change.Fields, f => f.Name == "email").Value.Json);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764113600), change.OccurredAt);
    }

    [Theory]
    [InlineData("customer.deleted", "customer", ChangeKind.Delete)]
    [InlineData("invoice.deleted", "invoice", ChangeKind.Delete)]
    [InlineData("customer.subscription.deleted", "subscription", ChangeKind.Upsert)]
    [InlineData("customer.subscription.paused", "subscription", ChangeKind.Upsert)]
    [InlineData("invoice.voided", "invoice", ChangeKind.Upsert)]
    [InlineData("charge.refunded", "charge", ChangeKind.Upsert)]
    public void Only_what_is_gone_is_deleted(string type, string @object, ChangeKind expected) =>
        Assert.Equal(expected, StripeSource.Change(type, $$"""{"id":"x_1","object":"{{@object}}","customer":"cus_1","status":"canceled"}""").Kind);

    [Theory]
    [InlineData("customer.source.created", """{"id":"card_1","object":"card"}""")]
    [InlineData("charge.dispute.created", """{"id":"dp_1","object":"dispute"}""")]
    [InlineData("invoice.upcoming", """{"object":"invoice","customer":"cus_1"}""")]
    public void What_is_no_record_here_is_acknowledged_and_counted(string type, string record) =>
        Assert.Equal([type], StripeSource.Read(StripeSource.Event(type, record)).Ignored);

    [Fact]
    public void An_object_that_the_source_names_is_taken_too()
    {
        var source = StripeSource.Bind(mapping: """{"objects":{"dispute":{"names":["dispute"],"fields":[{"from":"reason","to":"reason"}],"identifiers":[{"from":"customer","record":"contact"}]}}}""");
        var change = Assert.Single(source.Read(StripeSource.Request(StripeSource.Event("charge.dispute.created", """{"id":"dp_1","object":"dispute","reason":"general","customer":"cus_1"}"""))).Changes);
        Assert.Equal(new RecordRef("dispute", "dp_1"), change.Record);
    }

    [Theory]
    [InlineData("\"cus_1\"")]
    [InlineData("{\"id\":\"cus_1\",\"object\":\"customer\"}")]
    public void What_is_owed_hangs_on_the_customer_whether_named_or_written_out(string customer)
    {
        var change = StripeSource.Change("invoice.paid", $$"""{"id":"in_1","object":"invoice","customer":{{customer}},"customer_email":"a@example.com","total":1099,"currency":"usd","status_transitions":{"paid_at":1764113600} }""");
        Assert.Equal(("external:billing:contact", "cus_1"), (change.Identifiers[0].Type, change.Identifiers[0].Value));
        Assert.Equal(
            ["currency=\"USD\"", "paidAt=\"2025-11-25T23:33:20Z\"", "totalMinor=1099"],
            change.Fields.Select(f => $"{f.Name}={f.Value.Json}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("opt_in", ConsentState.Granted)]
    [InlineData("opt_out", ConsentState.Denied)]
    public void A_checkout_can_say_what_the_person_allows(string word, ConsentState state)
    {
        var change = StripeSource.Change("checkout.session.completed", $$$"""{"id":"cs_1","object":"checkout.session","customer":"cus_1","consent":{"promotions":"{{{word}}}"}}""");
        Assert.Equal(("marketing", "email", state), Assert.Single(change.Consents) is var c ? (c.Purpose, c.Channel, c.State) : default);
    }

    [Fact]
    public void A_thin_event_about_something_wanted_waits_in_quarantine_and_any_other_is_counted()
    {
        var wanted = StripeSource.Read("""{"id":"evt_1","object":"v2.core.event","type":"v1.customer.updated","livemode":true,"created":"2026-01-01T00:00:00.000Z","related_object":{"id":"cus_1","type":"customer","url":"/v1/customers/cus_1"}}""");
        Assert.Contains("thin", Assert.Single(wanted.Rejected).Reason, StringComparison.Ordinal);
        var ping = StripeSource.Read("""{"id":"evt_1","object":"v2.core.event","type":"v2.core.event_destination.ping","livemode":true,"created":"2026-01-01T00:00:00.000Z","related_object":{"id":"ed_1","type":"v2.core.event_destination"}}""");
        Assert.Equal(["v2.core.event_destination.ping"], ping.Ignored);
    }

    [Fact]
    public void An_event_of_test_mode_is_left_unless_the_source_asks_for_it()
    {
        var body = StripeSource.Event("customer.created", """{"id":"cus_1","object":"customer"}""").Replace("\"livemode\":true", "\"livemode\":false", StringComparison.Ordinal);
        Assert.Equal(["customer.created (test mode)"], StripeSource.Read(body).Ignored);
        Assert.Single(StripeSource.Read(body, """{"testMode":true}""").Changes);
    }

    [Fact]
    public void An_event_of_another_account_waits_in_quarantine()
    {
        var body = StripeSource.Event("customer.created", """{"id":"cus_1","object":"customer"}""").Replace("{\"id\":\"evt_1\"", "{\"account\":\"acct_2\",\"id\":\"evt_1\"", StringComparison.Ordinal);
        Assert.Single(StripeSource.Read(body, """{"account":"acct_1"}""").Rejected);
        Assert.Single(StripeSource.Read(body, """{"account":"acct_2"}""").Changes);
    }

    [Fact]
    public void No_secret_and_no_payment_link_is_kept_even_where_unmapped_members_are()
    {
        var source = StripeSource.Bind(mapping: """{"objects":{"invoice":{"unmapped":"keep"},"payment":{"unmapped":"keep"},"checkout":{"unmapped":"keep"}}}""");
        string[] records =
        [
            $$"""{"id":"in_1","object":"invoice","customer":"cus_1","hosted_invoice_url":"https://i.example/{{Canary}}","invoice_pdf":"https://i.example/{{Canary}}","confirmation_secret":{"client_secret":"{{Canary}}"} }""",
            $$"""{"id":"ch_1","object":"charge","customer":"cus_1","receipt_url":"https://p.example/{{Canary}}","payment_method":"{{Canary}}","payment_method_details":{"type":"card","card":{"fingerprint":"{{Canary}}"} } }""",
            $$"""{"id":"cs_1","object":"checkout.session","customer":"cus_1","url":"https://c.example/{{Canary}}","client_secret":"{{Canary}}","success_url":"https://s.example/{{Canary}}"}""",
        ];
        foreach (var record in records)
        {
            var reading = source.Read(StripeSource.Request(StripeSource.Event("any.thing", record)));
            Assert.DoesNotContain(Canary, JsonSerializer.Serialize(Assert.Single(reading.Changes)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"testmode":true}""", "$.options.testmode")]
    [InlineData("""{"toleranceSeconds":0}""", "$.options.toleranceSeconds")]
    [InlineData("""{"account":7}""", "$.options.account")]
    public void A_wrong_setting_is_named_and_no_source_is_made(string options, string path)
    {
        var errors = new ConfigErrors();
        var settings = new SourceSettings { Key = "billing", Connector = "stripe", System = "stripe", Secrets = ["s"], Options = JsonElement.Parse(options) };
        Assert.Null(new ServerlessCdi.Connectors.Stripe.StripeConnector().Bind(settings, errors));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }
}
