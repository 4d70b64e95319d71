using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Dataverse;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.Dataverse;

public sealed class DataverseReaderTests
{
    private const string Ada = "3d1feef9-604d-ef11-bfe3-6045bd03d9d8";
    private const string Other = "4b1e3d75-a749-ef11-acce-00224802d26d";
    private const string NoId = "00000000-0000-0000-0000-000000000000";

    private static readonly (string Name, string Value) CutDown = ("x-ms-dynamics-msg-size-exceeded", "true");

    [Theory]
    [InlineData("donotbulkemail", "email")]
    [InlineData("donotemail", "email")]
    [InlineData("donotphone", "phone")]
    [InlineData("donotpostalmail", "post")]
    [InlineData("donotsendmm", "*")]
    public void A_column_that_forbids_is_a_withdrawal_and_states_nothing_when_it_does_not(string column, string channel)
    {
        var consent = Assert.Single(One(Row(Pair(column, "true"))).Consents);
        Assert.Equal(("marketing", channel, ConsentState.Withdrawn), (consent.Purpose, consent.Channel, consent.State));
        Assert.Empty(One(Row(Pair(column, "false"))).Consents);
    }

    [Fact]
    public void Values_are_taken_out_of_their_wrappings()
    {
        var row = Entity(string.Join(',',
            Pair("name", "\"Big deal\""),
            Pair("estimatedvalue", """{"__type":"Money:x","Value":1200.5}"""),
            Pair("statecode", """{"__type":"OptionSetValue:x","Value":0}"""),
            Pair("estimatedclosedate", "\"\\/Date(1722556800000)\\/\""),
            Pair("transactioncurrencyid", Reference("transactioncurrency", Other, "Euro")),
            Pair("customerid", Reference("contact", Ada.ToUpperInvariant(), "Ada"))), """{"key":"statecode","value":"Open"}""");
        var change = One(Context("Update", row, "opportunity"));
        var fields = change.Fields.ToDictionary(f => f.Name, f => f.Value.Json);
        Assert.Equal(("1200.5", "\"Open\"", "\"2024-08-02\"", "\"Euro\""), (fields["amount"], fields["status"], fields["closeDate"], fields["currency"]));
        Assert.Equal(Identifier.External("crm", "contact", Ada), Assert.Single(change.Identifiers));
    }

    [Fact]
    public void A_customer_that_is_a_company_is_no_person() =>
        Assert.Equal(
            Identifier.External("crm", "company", Other),
            Assert.Single(One(Context("Update", Entity(Pair("customerid", Reference("account", Other, "Acme"))), "incident")).Identifiers));

    [Fact]
    public void A_post_image_adds_what_did_not_change()
    {
        var context = Context("Update", Entity(Pair("title", "\"Broken\"")), "incident", $$$"""
            "PostEntityImages":[{"key":"image","value":{"Id":"{{{Ada}}}","Attributes":[{{{Pair("title", "\"Old\"")}}},{{{Pair("customerid", Reference("contact", Other, "Ada"))}}}]}}]
            """);
        var change = One(context);
        Assert.Equal("\"Broken\"", change.Fields.Single(f => f.Name == "subject").Value.Json);
        Assert.Equal(Identifier.External("crm", "contact", Other), Assert.Single(change.Identifiers));
    }

    [Fact]
    public void A_deletion_is_read_from_its_reference_and_its_pre_image()
    {
        var change = One(Context("Delete", Reference("incident", Ada, null), "incident", $$$"""
            "PreEntityImages":[{"key":"image","value":{"Id":"{{{Ada}}}","Attributes":[{{{Pair("customerid", Reference("contact", Other, "Ada"))}}}]}}]
            """));
        Assert.Equal((ChangeKind.Delete, Ada), (change.Kind, change.Record.Key));
        Assert.Equal(Other, Assert.Single(change.Identifiers).Value);
    }

    [Fact]
    public void A_merge_names_both_rows()
    {
        var context = Context("Merge", Reference("contact", Ada, null), "contact", "\"Depth\":1", $$$""",{"key":"SubordinateId","value":"{{{Other.ToUpperInvariant()}}}"},{"key":"UpdateContent","value":{"Attributes":[{{{Pair("jobtitle", "\"Countess\"")}}}]}}""");
        var change = One(context);
        Assert.Equal((ChangeKind.Merge, Ada), (change.Kind, change.Record.Key));
        Assert.Equal([Other], change.MergedKeys);
        Assert.Equal("jobTitle", Assert.Single(change.Fields).Name);
    }

    [Fact]
    public void The_update_of_a_row_that_was_absorbed_is_the_merge_and_does_not_bring_it_back()
    {
        var change = One(Row(Pair("masterid", Reference("contact", Other, "Ada"))));
        Assert.Equal((ChangeKind.Merge, Other), (change.Kind, change.Record.Key));
        Assert.Equal([Ada], change.MergedKeys);
    }

    [Fact]
    public void A_message_that_was_cut_down_says_that_the_row_is_there_and_waits_for_a_steward()
    {
        var reading = Read($$"""{"MessageName":"Update","PrimaryEntityName":"contact","PrimaryEntityId":"{{Ada}}","OperationId":"{{Other}}"}""", CutDown);
        Assert.Empty(Assert.Single(reading.Changes).Fields);
        Assert.Contains("256 KB", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_that_was_cut_down_lacks_nothing()
    {
        var reading = Read($$"""{"MessageName":"Delete","PrimaryEntityName":"contact","PrimaryEntityId":"{{Ada}}","OperationId":"{{Other}}"}""", CutDown);
        Assert.Equal(ChangeKind.Delete, Assert.Single(reading.Changes).Kind);
        Assert.Empty(reading.Rejected);
    }

    [Fact]
    public void The_header_that_tells_of_it_comes_back_with_a_replay() =>
        Assert.Contains(CutDown.Name, OneDelivery.Bind<DataverseConnector>().ReplayHeaders);

    [Fact]
    public void Many_rows_of_one_message_are_a_change_each()
    {
        var rows = $$"""{"Entities":[{"Id":"{{Ada}}","Attributes":[{{Pair("firstname", "\"Ada\"")}}]},{"Id":"{{Other}}","Attributes":[{{Pair("firstname", "\"Eve\"")}}]}]}""";
        var changes = Read(Context("UpdateMultiple", "null", "contact", "\"Depth\":1", $$""",{"key":"Targets","value":{{rows}}}""").Replace(Ada + "\",\"PrimaryEntityName", NoId + "\",\"PrimaryEntityName", StringComparison.Ordinal)).Changes;
        Assert.Equal([Ada, Other], changes.Select(c => c.Record.Key));
        Assert.NotEqual(changes[0].Id, changes[1].Id);
    }

    [Theory]
    [InlineData("/Date(1722582039000)/", "2024-08-02T07:00:39.0000000+00:00")]
    [InlineData("/Date(1722582039000-0700)/", "2024-08-02T07:00:39.0000000+00:00")]
    [InlineData("/Date(1722582039000+0200)/", "2024-08-02T07:00:39.0000000+00:00")]
    [InlineData("/Date(-1000)/", "1969-12-31T23:59:59.0000000+00:00")]
    [InlineData("2024-08-02T09:00:39+02:00", "2024-08-02T07:00:39.0000000+00:00")]
    public void A_time_is_read_in_every_form(string text, string expected) =>
        Assert.Equal(expected, One(Row(Pair("modifiedon", JsonSerializer.Serialize(text)))).OccurredAt.ToString("O"));

    [Fact]
    public void Without_a_time_of_its_own_a_row_has_that_of_the_message() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1722582039000), One(Row(Pair("firstname", "\"Ada\""))).OccurredAt);

    [Fact]
    public void A_synchronous_step_has_no_job_and_its_change_is_named_after_what_it_says()
    {
        var first = Row(Pair("firstname", "\"Ada\"")).Replace("1a14c3ec-9c50-ef11-bfe3-00224802dbb1", NoId, StringComparison.Ordinal);
        Assert.Equal(One(first).Id, One(first).Id);
        Assert.NotEqual(One(first).Id, One(first.Replace("Ada\"", "Eve\"", StringComparison.Ordinal)).Id);
    }

    [Fact]
    public void What_signs_a_contact_in_to_a_portal_is_never_taken()
    {
        const string Canary = "canary-hash-7f3a";
        var mapping = """{"objects":{"contact":{"unmapped":"keep"}}}""";
        var reading = OneDelivery.Read<DataverseConnector>(Row(Pair("adx_identity_passwordhash", $"\"{Canary}\"") + "," + Pair("nickname", "\"Ada\"")), "{}", mapping);
        Assert.Contains(Assert.Single(reading.Changes).Fields, f => f.Name == "dataverse_nickname");
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_another_environment_waits_in_quarantine() =>
        Assert.Contains("organization", Assert.Single(OneDelivery.Read<DataverseConnector>(Row(""), $$"""{"organizationId":"{{Other}}"}""").Rejected).Reason, StringComparison.Ordinal);

    [Fact]
    public void The_key_may_stand_in_the_URL_as_Dataverse_puts_it()
    {
        var source = OneDelivery.Bind<DataverseConnector>("""{"verification":{"kind":"query","name":"code"}}""");
        var request = OneDelivery.Request(Row(""));
        Assert.Equal(WebhookVerdict.Missing, source.Verify(request, [new("k+y")], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(request with { Url = new Uri("https://cdi.example.com/hooks/crm?code=k%2By") }, [new("k+y")], OneDelivery.Now));
    }

    private static Change One(string body) => Assert.Single(Read(body).Changes);

    private static WebhookReading Read(string body, params (string Name, string Value)[] headers) =>
        OneDelivery.Read<DataverseConnector>(body, "{}", null, headers);

    private static string Pair(string key, string value) => $$"""{"key":"{{key}}","value":{{value}}}""";

    private static string Reference(string table, string id, string? name) =>
        $$"""{"__type":"EntityReference:x","Id":"{{id}}","KeyAttributes":[],"LogicalName":"{{table}}","Name":{{(name is null ? "null" : $"\"{name}\"")}},"RowVersion":null}""";

    private static string Entity(string pairs, string formatted = "") =>
        $$"""{"__type":"Entity:x","Attributes":[{{pairs}}],"FormattedValues":[{{formatted}}],"Id":"{{Ada}}","LogicalName":"contact"}""";

    private static string Row(string pairs) => Context("Update", Entity(pairs));

    private static string Context(string message, string target, string table = "contact", string more = "\"Depth\":1", string parameters = "") =>
        $$"""{"InputParameters":[{"key":"Target","value":{{target}}}{{parameters}}],"MessageName":"{{message}}","OperationCreatedOn":"\/Date(1722582039000+0000)\/","OperationId":"1a14c3ec-9c50-ef11-bfe3-00224802dbb1","OrganizationId":"6042beb1-a93a-ef11-8e4b-00224802c699","OwningExtension":{"Id":"8ff4bda5-9d4e-ef11-bfe3-00224802dbb1"},{{more.Trim()}},"PrimaryEntityId":"{{Ada}}","PrimaryEntityName":"{{table}}","RequestId":"84d03007-6a8f-41da-aeae-7b6460bb7a04"}""";
}
