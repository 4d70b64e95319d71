using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Salesforce;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.Salesforce;

public sealed class OutboundMessageTests
{
    private const string Canary = "AQ8AQHwogrxFUH.canary_7f3a";
    private const string Session = $"00Dn00000008y2t!{Canary}";

    [Fact]
    public void The_answer_is_the_acknowledgement_that_Salesforce_waits_for()
    {
        var source = OneDelivery.Bind<SalesforceConnector>();
        var answer = source.Accepted(source.Read(OneDelivery.Request(Message(Contact("<sf:Email>a@example.com</sf:Email>")))));
        Assert.Equal((200, "text/xml; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Contains("<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack></notificationsResponse>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_notifications_are_a_hundred_changes_with_an_id_each()
    {
        var message = Message(string.Concat(Enumerable.Range(0, 100).Select(n => Notification($"04ln{n:D11}", "Contact", $"<sf:Id>003n{n:D11}</sf:Id>"))));
        Assert.Equal(100, Read(message).Changes.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public void A_record_that_was_deleted_meanwhile_comes_without_data_and_is_counted()
    {
        foreach (var record in new[] { """<sObject xsi:nil="true"/>""", "", """<sObject xsi:type="sf:Contact" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"/>""" })
        {
            var reading = Read(Message($"<Notification><Id>04l1</Id>{record}</Notification>"));
            Assert.Empty(reading.Changes);
            Assert.EndsWith("without data", Assert.Single(reading.Ignored), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_nil_was_cleared_and_what_is_missing_says_nothing()
    {
        var field = Assert.Single(One("""<sf:Phone xsi:nil="true"/>""").Fields);
        Assert.Equal(("phone", true), (field.Name, field.Value.IsNull));
    }

    [Theory]
    [InlineData("HasOptedOutOfEmail", "email")]
    [InlineData("DoNotCall", "phone")]
    [InlineData("HasOptedOutOfFax", "fax")]
    public void A_mark_against_contact_is_a_withdrawal_and_one_taken_off_states_nothing(string mark, string channel)
    {
        var consent = Assert.Single(One($"<sf:{mark}>true</sf:{mark}>").Consents);
        Assert.Equal(("marketing", channel, ConsentState.Withdrawn), (consent.Purpose, consent.Channel, consent.State));
        Assert.Empty(One($"<sf:{mark}>false</sf:{mark}>").Consents);
    }

    [Fact]
    public void A_record_in_the_bin_is_deleted_and_one_with_a_master_was_merged()
    {
        Assert.Equal(ChangeKind.Delete, One("<sf:IsDeleted>true</sf:IsDeleted>").Kind);
        var merge = One("<sf:IsDeleted>true</sf:IsDeleted><sf:MasterRecordId>003n000000NOtUcAAL</sf:MasterRecordId>");
        Assert.Equal((ChangeKind.Merge, "003n000000NOtUcAAL"), (merge.Kind, merge.Record.Key));
        Assert.Equal(["003n000000NOtUbAAL"], merge.MergedKeys);
    }

    [Fact]
    public void Both_forms_of_an_id_are_the_same_record() =>
        Assert.Equal("003n000000NOtUbAAL", Assert.Single(Read(Message(Notification("04l1", "Contact", "<sf:Id>003n000000NOtUb</sf:Id>"))).Changes).Record.Key);

    [Fact]
    public void An_object_of_ones_own_is_taken_by_its_name()
    {
        var mapping = """{"objects":{"membership":{"names":["Membership__c"],"fields":[{"from":"Tier__c","to":"tier"}],"identifiers":[{"from":"Contact__c","record":"contact"}]}}}""";
        var body = Message(Notification("04l1", "Membership__c", "<sf:Id>a01n000000NOtUbAAL</sf:Id><sf:Tier__c>Gold</sf:Tier__c>"));
        Assert.Equal("membership", Assert.Single(OneDelivery.Read<SalesforceConnector>(body, "{}", mapping).Changes).Record.Object);
        Assert.Equal("Membership__c", Assert.Single(Read(body).Ignored));
    }

    [Theory]
    [InlineData("00Dn00000008y2t", 1)]
    [InlineData("00Dn00000008y2tEAA", 1)]
    [InlineData("00Dn00000008y2T", 0)]
    [InlineData("00Dn00000008y3tEAA", 0)]
    public void Only_the_configured_organization_is_heard(string configured, int changes)
    {
        var reading = OneDelivery.Read<SalesforceConnector>(Message(Contact("")), $$"""{"organizationId":"{{configured}}"}""");
        Assert.Equal((changes, 1 - changes), (reading.Changes.Count, reading.Rejected.Count));
    }

    [Fact]
    public void An_organization_that_is_no_id_is_a_mistake()
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<SalesforceConnector>(errors, """{"organizationId":"acme"}"""));
        Assert.Equal("$.options.organizationId", Assert.Single(errors.All).Path);
    }

    [Fact]
    public void The_session_token_reaches_neither_a_change_nor_quarantine()
    {
        var genuine = Message(Contact("<sf:Email>a@example.com</sf:Email>"));
        string[] bodies =
        [
            genuine,
            Message(Notification("04l1", "Contact", "<sf:Email>no id</sf:Email>")),
            Message(Notification("04l1", "Campaign", "<sf:Id>701</sf:Id>")),
            Message(string.Concat(Enumerable.Repeat(Contact(""), 1001))),
            genuine[..^9],
            genuine[..(genuine.IndexOf(Canary, StringComparison.Ordinal) + 12)],
            genuine.Replace("<SessionId>", "<SessionId", StringComparison.Ordinal),
            genuine.Replace("</SessionId>", "", StringComparison.Ordinal),
            genuine.Replace("SessionId", "a:SessionId", StringComparison.Ordinal),
            genuine.Replace($">{Session}<", $"><![CDATA[{Session}]]><", StringComparison.Ordinal) + "x",
            genuine.Replace("<SessionId>", "<SessionId/><Session>", StringComparison.Ordinal).Replace("</SessionId>", "</Session>", StringComparison.Ordinal) + "x",
            "<!DOCTYPE a>" + genuine,
            Session,
        ];
        foreach (var body in bodies.SkipLast(1))
        {
            var everything = OneDelivery.Everything(Read(body));
            Assert.DoesNotContain("canary", everything, StringComparison.Ordinal);
        }

        Assert.Contains(bodies, body => Read(body).Rejected.Count > 0);
    }

    [Fact]
    public void A_part_that_waited_is_read_again_as_it_would_have_been()
    {
        var mapping = """{"objects":{"membership":{"names":["Membership__c"]}}}""";
        var rejected = Assert.Single(Read(Message(Contact("") + Notification("04l2", "Contact", "<sf:Email>b@example.com</sf:Email>"))).Rejected);
        var mended = Encoding.UTF8.GetString(rejected.Raw.Span).Replace("\"Email\"", "\"Id\":\"003n000000NOtUcAAL\",\"Email\"", StringComparison.Ordinal);
        var change = Assert.Single(OneDelivery.Read<SalesforceConnector>(mended, """{"organizationId":"00Dn00000008y2t"}""", mapping).Changes);
        Assert.Equal(("04l2", "003n000000NOtUcAAL"), (change.Id, change.Record.Key));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "&e;")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>", "&b;")]
    public void A_document_type_is_refused_whatever_it_declares(string prologue, string use)
    {
        var reading = Read(prologue + Message(Contact($"<sf:LastName>{use}</sf:LastName>"))[38..]);
        Assert.Empty(reading.Changes);
        Assert.Contains("document type", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<sf:A>", 30)) + string.Concat(Enumerable.Repeat("</sf:A>", 30));
        Assert.Contains("deeper", Assert.Single(Read(Message(Contact(deep))).Rejected).Reason, StringComparison.Ordinal);
    }

    private static Change One(string fields) => Assert.Single(Read(Message(Contact(fields))).Changes);

    private static WebhookReading Read(string body) => OneDelivery.Read<SalesforceConnector>(body);

    private static string Contact(string fields) => Notification("04ln0000009JvY4AAK", "Contact", $"<sf:Id>003n000000NOtUbAAL</sf:Id>{fields}");

    private static string Notification(string id, string type, string fields) =>
        $"""<Notification><Id>{id}</Id><sObject xsi:type="sf:{type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">{fields}</sObject></Notification>""";

    private static string Message(string notifications) => $"""
        <?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00Dn00000008y2tEAA</OrganizationId><ActionId>04kn000000000m5AAA</ActionId><SessionId>{Session}</SessionId><EnterpriseUrl>https://example.my.salesforce.com</EnterpriseUrl>{notifications}</notifications></soapenv:Body></soapenv:Envelope>
        """;
}
