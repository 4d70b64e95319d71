using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Pipedrive;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.Pipedrive;

public sealed class PipedriveReaderTests
{
    [Fact]
    public void A_deletion_that_was_a_merge_ties_the_loser_to_the_survivor()
    {
        var change = One(Second("delete", "person", "8", "null", """{"id":8,"emails":[]}""", ""","merged_to_id":"9" """));
        Assert.Equal((ChangeKind.Merge, "9"), (change.Kind, change.Record.Key));
        Assert.Equal(["8"], change.MergedKeys);
    }

    [Fact]
    public void The_survivors_change_tells_the_merge_and_what_it_now_says()
    {
        var changes = Read(Second("change", "person", "9", """{"id":9,"first_name":"Ada"}""", "{}", ""","merged_from_id":"8" """)).Changes;
        Assert.Equal([ChangeKind.Merge, ChangeKind.Upsert], changes.Select(c => c.Kind));
        Assert.Equal(["8"], changes[0].MergedKeys);
        Assert.All(changes, c => Assert.Equal("9", c.Record.Key));
        Assert.NotEqual(changes[0].Id, changes[1].Id);
    }

    [Theory]
    [InlineData("""{"id":9,"merge_what_id":8}""", """{"id":9}""")]
    [InlineData("""{"id":9}""", """{"id":8}""")]
    public void A_merge_of_version_1_finds_its_loser(string current, string previous)
    {
        var changes = Read(First("merged", "person", 9, current, previous)).Changes;
        Assert.Equal([ChangeKind.Merge, ChangeKind.Upsert], changes.Select(c => c.Kind));
        Assert.Equal(["8"], changes[0].MergedKeys);
    }

    [Fact]
    public void A_merge_of_version_1_that_names_no_loser_is_what_the_survivor_says()
    {
        var change = One(First("merged", "person", 9, """{"id":9,"first_name":"Ada"}""", """{"id":9}"""));
        Assert.Equal((ChangeKind.Upsert, "9"), (change.Kind, change.Record.Key));
    }

    [Theory]
    [InlineData("subscribed", ConsentState.Granted)]
    [InlineData("unsubscribed", ConsentState.Withdrawn)]
    [InlineData("archived", ConsentState.Denied)]
    public void The_marketing_status_is_a_consent(string status, ConsentState state)
    {
        var consent = Assert.Single(One(Second("change", "person", "8", $$"""{"id":8,"marketing_status":"{{status}}"}""", "{}")).Consents);
        Assert.Equal(("marketing", "email", state), (consent.Purpose, consent.Channel, consent.State));
    }

    [Fact]
    public void Nobody_agreed_to_anything_by_never_having_been_asked() =>
        Assert.Empty(One(Second("change", "person", "8", """{"id":8,"marketing_status":"no_consent"}""", "{}")).Consents);

    [Fact]
    public void Every_email_leads_to_the_person_and_the_primary_one_is_the_field()
    {
        var change = One(Second("change", "person", "8", """{"id":8,"emails":[{"value":"old@example.com","primary":false},{"value":"New@Example.com","primary":true}]}""", "{}"));
        Assert.Equal(["new@example.com", "old@example.com"], change.Identifiers.Select(i => i.Value));
        Assert.Equal("\"new@example.com\"", change.Fields.Single(f => f.Name == "email").Value.Json);
    }

    [Fact]
    public void What_is_null_in_a_whole_record_was_cleared() =>
        Assert.True(One(Second("change", "person", "8", """{"id":8,"last_name":null}""", "{}")).Fields.Single(f => f.Name == "lastName").Value.IsNull);

    [Fact]
    public void A_deleted_deal_still_knows_whose_it_was()
    {
        var change = One(Second("delete", "deal", "5", "null", """{"id":5,"person_id":8,"org_id":1}"""));
        Assert.Equal((ChangeKind.Delete, "deal"), (change.Kind, change.Record.Object));
        Assert.Equal(Identifier.External("crm", "contact", "8"), change.Identifiers[0]);
        Assert.Empty(change.Fields);
    }

    [Theory]
    [InlineData("\"2022-11-24T13:18:55.665Z\"", "2022-11-24T13:18:55.6650000+00:00")]
    [InlineData("1669295935", "2022-11-24T13:18:55.0000000+00:00")]
    [InlineData("1669295935665", "2022-11-24T13:18:55.6650000+00:00")]
    public void A_time_is_read_in_every_form_that_it_comes_in(string timestamp, string expected)
    {
        var body = Second("change", "person", "8", """{"id":8}""", "{}").Replace("\"2022-11-24T13:18:55.665Z\"", timestamp, StringComparison.Ordinal);
        Assert.Equal(expected, One(body).OccurredAt.ToString("O"));
    }

    [Fact]
    public void A_later_change_of_the_same_deed_is_another_change()
    {
        var body = Second("change", "person", "8", """{"id":8}""", "{}");
        Assert.NotEqual(One(body).Id, One(body.Replace("55.665Z", "56.001Z", StringComparison.Ordinal)).Id);
    }

    [Fact]
    public void An_attempt_of_version_1_is_the_same_change()
    {
        var body = First("updated", "person", 9, """{"id":9,"first_name":"Ada"}""", """{"id":9}""");
        Assert.Equal(One(body).Id, One(body.Replace("\"retry\":0", "\"retry\":2", StringComparison.Ordinal)).Id);
        Assert.NotEqual(One(body).Id, One(body.Replace("Ada", "Eve", StringComparison.Ordinal)).Id);
    }

    [Fact]
    public void A_delivery_of_another_account_waits_in_quarantine()
    {
        var reading = Read(Second("change", "person", "8", """{"id":8}""", "{}"), """{"companyId":"1"}""");
        Assert.Empty(reading.Changes);
        Assert.Contains("options.companyId", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_opens_a_meeting_or_the_account_is_never_taken()
    {
        const string Canary = "canary-7f3a";
        var mapping = """{"objects":{"contact":{"unmapped":"keep"},"engagement":{"unmapped":"keep"}}}""";
        var activity = Second("create", "activity", "2", $$"""{"id":2,"subject":"Call","person_id":8,"conference_meeting_url":"https://meet.example/{{Canary}}"}""", "null");
        var person = Second("create", "person", "8", $$"""{"id":8,"cc_email":"{{Canary}}@pipedrivemail.com"}""", "null");
        Assert.All(
            new[] { activity, person },
            body => Assert.DoesNotContain(Canary, OneDelivery.Everything(OneDelivery.Read<PipedriveConnector>(body, "{}", mapping)), StringComparison.Ordinal));
    }

    private static Change One(string body) => Assert.Single(Read(body).Changes);

    private static WebhookReading Read(string body, string options = "{}") => OneDelivery.Read<PipedriveConnector>(body, options);

    private static string Second(string action, string entity, string id, string data, string previous, string more = "") =>
        $$$"""{"data":{{{data}}},"previous":{{{previous}}},"meta":{"action":"{{{action}}}","company_id":"8087566","correlation_id":"c1","entity":"{{{entity}}}","entity_id":"{{{id}}}","timestamp":"2022-11-24T13:18:55.665Z","attempt":1{{{more}}}}}""";

    private static string First(string action, string entity, int id, string current, string previous) =>
        $$$"""{"v":1,"meta":{"action":"{{{action}}}","object":"{{{entity}}}","id":{{{id}}},"company_id":8087566,"timestamp":1523440213,"timestamp_micro":1523440213384700},"retry":0,"current":{{{current}}},"previous":{{{previous}}},"event":"{{{action}}}.{{{entity}}}"}""";
}
