using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Dataverse;
using ServerlessCdi.Connectors.HubSpot;
using ServerlessCdi.Connectors.Mailchimp;
using ServerlessCdi.Connectors.Pipedrive;
using ServerlessCdi.Connectors.Salesforce;
using ServerlessCdi.Connectors.Shopify;
using ServerlessCdi.Connectors.ZohoCrm;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

/// <summary>Rows of vendors' own exports, by the tables of their webhooks.</summary>
public sealed class VendorRowTests
{
    [Fact]
    public void A_row_of_HubSpot_is_the_contact_that_its_webhooks_speak_of()
    {
        var change = One<HubSpotConnector>("""
            {"Record ID":"101","First Name":"Ada","Email":"Ada@Example.com","Last Modified Date":"2026-01-02 03:04","Unsubscribed from all email":"true","Job Title":"","Colour":"blue"}
            """);

        Assert.Equal((ChangeKind.Upsert, new RecordRef("contact", "101")), (change.Kind, change.Record));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero), change.OccurredAt);
        Assert.Equal("ada@example.com", Assert.Single(change.Identifiers).Value);
        Assert.Equal(
            ["email=\"ada@example.com\"", "firstName=\"Ada\"", "hubspot_Colour=\"blue\"", "jobTitle=null"],
            change.Fields.Select(f => $"{f.Name}={f.Value.Json}").Order(StringComparer.Ordinal));
        Assert.Equal("marketing email Withdrawn", change.Consents.Select(c => $"{c.Purpose} {c.Channel} {c.State}").Single());
    }

    [Fact]
    public void Ids_are_those_of_webhooks_however_exports_write_them()
    {
        Assert.Equal("0035e00000B7xYzAAJ", One<SalesforceConnector>("""{"Contact ID":"0035e00000B7xYz","Email":"a@b.co"}""").Record.Key[..18]);
        Assert.Equal(One<SalesforceConnector>("""{"Id":"0035e00000B7xYz"}""").Record, One<SalesforceConnector>("""{"Id":"0035e00000B7xYzAAJ"}""").Record);
        Assert.Equal("4150868000", One<ZohoCrmConnector>("""{"Record Id":"zcrm_4150868000"}""").Record.Key);
        Assert.Equal("77", One<ShopifyConnector>("""{"Customer ID":"'77"}""").Record.Key);
        Assert.Equal("8b0e4a52-0000-4000-8000-00000000000a", One<DataverseConnector>("""{"contactid":"8B0E4A52-0000-4000-8000-00000000000A"}""").Record.Key);
        Assert.Equal("9", One<PipedriveConnector>("""{"Person - ID":"9"}""").Record.Key);
    }

    [Fact]
    public void Headers_that_are_paths_lead_where_webhooks_have_structures()
    {
        var shopify = One<ShopifyConnector>("""{"id":"7","default_address.city":"London","Default Address Company":"Engines","No. of parcels":"3","email_marketing_consent.state":"subscribed"}""");
        Assert.Equal(["city=London", "company=Engines"], Fields(shopify));
        Assert.Equal("marketing", Assert.Single(shopify.Consents).Purpose);

        var pipedrive = One<PipedriveConnector>("""{"ID":"","Person - ID":"7","Person - Email":"","Person - Email - Work":"a@b.co","Person - Organization":"Engines"}""");
        Assert.Contains("email=a@b.co", Fields(pipedrive));
        Assert.Contains("company=Engines", Fields(pipedrive));
    }

    [Fact]
    public void A_row_of_Mailchimp_is_the_member_of_the_only_audience_that_the_source_names()
    {
        const string Row = """{"Email Address":"Ada@Example.com","First Name":"Ada","LAST_CHANGED":"2026-01-02 03:04:05"}""";
        var change = One<MailchimpConnector>(Row, """{"lists":{"a1":"newsletter"}}""");

        Assert.StartsWith("a1:", change.Record.Key, StringComparison.Ordinal);
        Assert.Equal(["email=ada@example.com", "firstName=Ada"], Fields(change));
        Assert.Equal("the record's id is missing or is no id", Assert.Single(Read<MailchimpConnector>(Row, """{"lists":{"a1":"newsletter","b2":"offers"}}""").Rejected).Reason);
    }

    [Theory]
    [InlineData("company", """{"Account ID":"0015e00000B7xYzAAJ","Account Name":"Engines","Employees":"3"}""", "company name=Engines employees=3")]
    [InlineData("deal", """{"Opportunity ID":"0065e00000B7xYzAAJ","Opportunity Name":"Mill","Amount":"1,250.50","ContactId":"0035e00000B7xYzAAJ"}""", "deal name=Mill amount=1250.5")]
    public void A_file_may_hold_other_objects(string kind, string row, string expected)
    {
        var change = Assert.Single(Read<SalesforceConnector>(row, kind: kind).Changes);
        Assert.Equal(expected, string.Join(' ', change.Fields.Select(f => $"{f.Name}={f.Value.AsText() ?? f.Value.Json}").Prepend(change.Record.Object)));
    }

    [Fact]
    public void The_same_row_is_the_same_change() =>
        Assert.Equal(One<HubSpotConnector>("""{"Record ID":"1","City":"Bath"}""").Id, One<HubSpotConnector>("""{"Record ID":"1","City":"Bath"}""").Id);

    [Theory]
    [InlineData("contact", """{"Record ID":"1","Last Modified Date":"1/2/2026 3:04 PM"}""", "the time at lastmodifieddate is not of the mapping's format")]
    [InlineData("contact", """{"Email":"a@b.co"}""", "the record's id is missing or is no id")]
    [InlineData("ticket", """{"Record ID":"1"}""", "the mapping does not say which column of such a row is the record's id: objects.<object>.row.id")]
    public void What_cannot_be_understood_waits(string kind, string row, string reason) =>
        Assert.Equal(reason, Assert.Single(Read<HubSpotConnector>(row, kind: kind).Rejected).Reason);

    [Fact]
    public void A_source_may_say_how_its_rows_are_to_be_read()
    {
        const string Mapping = """
            {"objects":{"ticket":{"row":{"id":"Ticket ID","occurredAt":{"from":"Changed","format":"dd/MM/yyyy HH:mm","zone":"Europe/London"},"headers":{"Ticket name":"subject"}}}}}
            """;
        var change = Assert.Single(Read<HubSpotConnector>("""{"Ticket ID":"5","Ticket name":"Late","Changed":"02/07/2026 03:04"}""", mapping: Mapping, kind: "ticket").Changes);
        Assert.Equal((new RecordRef("ticket", "5"), new DateTimeOffset(2026, 7, 2, 2, 4, 0, TimeSpan.Zero)), (change.Record, change.OccurredAt));
        Assert.Equal(["subject=Late"], Fields(change));
    }

    [Theory]
    [InlineData("""{"headers":{}}""", "$.mapping.objects.contact.row.id")]
    [InlineData("""{"id":"a","header":{}}""", "$.mapping.objects.contact.row.header")]
    [InlineData("""{"id":"a","headers":{"A":"x","a":"y"}}""", "$.mapping.objects.contact.row.headers.a")]
    [InlineData("""{"id":"a","occurredAt":{"from":"b","format":"soon"}}""", "$.mapping.objects.contact.row.occurredAt.format")]
    public void A_wrong_rule_is_named(string rule, string path)
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<HubSpotConnector>(errors, "{}", """{"objects":{"contact":{"row":RULE}}}""".Replace("RULE", rule, StringComparison.Ordinal)));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }

    private static Change One<TConnector>(string row, string options = "{}")
        where TConnector : IWebhookConnector, new()
    {
        var reading = Read<TConnector>(row, options);
        Assert.Empty(reading.Rejected.Select(part => part.Reason));
        return Assert.Single(reading.Changes);
    }

    private static WebhookReading Read<TConnector>(string row, string options = "{}", string? mapping = null, string? kind = null)
        where TConnector : IWebhookConnector, new() =>
        ((IRowSource)OneDelivery.Bind<TConnector>(options, mapping)).ReadRow(OneDelivery.Request(row), kind);

    private static string[] Fields(Change change) => [.. change.Fields.Where(f => !f.Value.IsNull).Select(f => $"{f.Name}={f.Value.AsText()}").Order(StringComparer.Ordinal)];
}
