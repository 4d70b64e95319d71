using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Salesforce;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Salesforce;

public sealed class ChangeEventTests
{
    private const string Ids = "\"003n000000NOtUbAAL\",\"003n000000NOtUcAAL\"";

    [Fact]
    public void One_event_about_many_records_is_a_change_of_each()
    {
        var changes = Read(Event("UPDATE", Ids, "\"FirstName\":\"Ada\"")).Changes;
        Assert.Equal(["tx-1/1/003n000000NOtUbAAL", "tx-1/1/003n000000NOtUcAAL"], changes.Select(c => c.Id));
        Assert.All(changes, c => Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1718115953625), c.OccurredAt));
    }

    [Theory]
    [InlineData("CREATE", ChangeKind.Upsert)]
    [InlineData("UPDATE", ChangeKind.Upsert)]
    [InlineData("UNDELETE", ChangeKind.Upsert)]
    [InlineData("DELETE", ChangeKind.Delete)]
    [InlineData("GAP_DELETE", ChangeKind.Delete)]
    public void The_type_of_the_change_says_what_became_of_the_records(string type, ChangeKind kind)
    {
        var reading = Read(Event(type, Ids, "\"LastName\":\"Lovelace\""));
        Assert.All(reading.Changes, c => Assert.Equal(kind, c.Kind));
        Assert.Empty(reading.Rejected);
    }

    [Theory]
    [InlineData("\"nulledFields\":[\"Phone\"],\"changedFields\":[\"Phone\"]", 1)]
    [InlineData("\"nulledFields\":[],\"changedFields\":[\"Title\"]", 0)]
    [InlineData("\"nulledFields\":[\"0x8\"],\"changedFields\":[\"0x400002\"]", 0)]
    [InlineData("\"changedFields\":[\"Phone\"]", 1)]
    [InlineData("\"changedFields\":[\"Title\"]", 0)]
    [InlineData("\"diffFields\":[]", 1)]
    public void A_null_clears_only_what_the_event_says_was_cleared(string lists, int cleared)
    {
        var change = Assert.Single(Read(Event("UPDATE", "\"003n000000NOtUbAAL\"", "\"Phone\":null", lists)).Changes);
        Assert.Equal(cleared, change.Fields.Count(f => f.Value.IsNull));
    }

    [Fact]
    public void The_nulls_of_a_new_record_clear_nothing() =>
        Assert.Empty(Read(Event("CREATE", "\"003n000000NOtUbAAL\"", "\"Phone\":null,\"Title\":null")).Changes[0].Fields);

    [Fact]
    public void Compound_fields_and_unions_and_milliseconds_are_read_as_plain_fields()
    {
        var members = """
            "Name":{"Switchable_PersonName":{"Salutation":null,"FirstName":{"string":"Ada"},"LastName":{"string":"Lovelace"}}},"MailingAddress":{"com.sforce.eventbus.Address":{"City":{"string":"London"},"Latitude":null}},"Birthdate":{"long":-4889808000000},"Email":{"string":"ada@example.com"}
            """;
        var fields = Read(Event("UPDATE", "\"003n000000NOtUbAAL\"", members, "\"nulledFields\":[\"Name.Salutation\"]")).Changes[0].Fields.ToDictionary(f => f.Name, f => f.Value.Json);
        Assert.Equal(("\"Ada\"", "\"Lovelace\"", "\"London\"", "\"1815-01-19\"", "null"), (fields["firstName"], fields["lastName"], fields["city"], fields["dateOfBirth"], fields["salutation"]));
    }

    [Theory]
    [InlineData("GAP_CREATE")]
    [InlineData("GAP_UPDATE")]
    [InlineData("GAP_UNDELETE")]
    public void A_gap_keeps_that_the_records_are_there_and_waits_for_a_steward(string type)
    {
        var reading = Read(Event(type, Ids, "\"LastName\":null"));
        Assert.Equal(2, reading.Changes.Count);
        Assert.All(reading.Changes, c => Assert.Empty(c.Fields));
        Assert.Contains("gap", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GAP_OVERFLOW", "\"000000000000000AAA\"")]
    [InlineData("UPDATE", "\"003*\"")]
    public void What_names_no_record_waits_for_a_steward(string type, string ids)
    {
        var reading = Read(Event(type, ids, "\"LastName\":null"));
        Assert.Empty(reading.Changes);
        Assert.Contains("fetch", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("com/salesforce/api/rest/58.0;client=CDI", 0)]
    [InlineData("com/salesforce/api/soap/58.0;client=SfdcInternalAPI/", 1)]
    [InlineData("", 1)]
    public void What_our_own_client_changed_is_not_taken_back_in(string origin, int changes)
    {
        var body = Event("UPDATE", "\"003n000000NOtUbAAL\"", "\"Title\":\"Countess\"", $"\"changeOrigin\":\"{origin}\"");
        var reading = OneDelivery.Read<SalesforceConnector>(body, """{"ignoreOrigins":["cdi"]}""");
        Assert.Equal((changes, 1 - changes), (reading.Changes.Count, reading.Ignored.Count));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("[{0}]")]
    [InlineData("{{\"payload\":{0},\"replayId\":17}}")]
    [InlineData("{{\"schema\":\"x\",\"payload\":{0},\"event\":{{\"replayId\":17}}}}")]
    [InlineData("{{\"channel\":\"/data/ContactChangeEvent\",\"data\":{{\"payload\":{0},\"event\":{{\"replayId\":17}}}}}}")]
    public void An_event_is_read_in_every_wrapping(string wrapping)
    {
        var payload = Event("UPDATE", "\"003n000000NOtUbAAL\"", "\"Title\":\"Countess\"");
        var change = Assert.Single(Read(wrapping.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace("{0}", payload, StringComparison.Ordinal)).Changes);
        Assert.Equal("\"Countess\"", Assert.Single(change.Fields).Value.Json);
    }

    [Fact]
    public void A_platform_event_goes_to_the_timeline_with_the_fields_that_were_chosen()
    {
        const string Options = """{"platformEvents":{"Login__e":{"key":"Contact__c","event":"Logged In","properties":["Device__c","Missing__c"]}}}""";
        var body = """{"channel":"/event/Login__e","data":{"payload":{"Contact__c":"003n000000NOtUb","Device__c":"phone","Magic_Link__c":"canary","CreatedDate":1718115953625},"event":{"EventUuid":"u-1"}}}""";
        var reading = OneDelivery.Read<SalesforceConnector>(body, Options);
        var change = Assert.Single(reading.Changes);
        Assert.Equal(("u-1", ChangeKind.Event, "003n000000NOtUbAAL", "Logged In"), (change.Id, change.Kind, change.Record.Key, change.Event?.Name));
        Assert.Equal("""{"Device__c":"phone"}""", change.Event?.Properties.Json);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1718115953000).AddMilliseconds(625), change.OccurredAt);
        Assert.DoesNotContain("canary", OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void A_platform_event_without_a_name_is_the_record_itself()
    {
        const string Options = """{"platformEvents":{"Order_Changed__e":{"object":"order","key":"Order_Id__c"}}}""";
        const string Mapping = """{"objects":{"order":{"fields":[{"from":"Total__c","to":"total"}],"identifiers":[{"from":"Contact__c","record":"contact"}]}}}""";
        var body = """{"topic":"/event/Order_Changed__e","payload":{"Order_Id__c":"A-1","Total__c":{"double":12.5},"Contact__c":{"string":"003n000000NOtUbAAL"}}}""";
        var change = Assert.Single(OneDelivery.Read<SalesforceConnector>(body, Options, Mapping).Changes);
        Assert.Equal((ChangeKind.Upsert, "order", "A-1"), (change.Kind, change.Record.Object, change.Record.Key));
        Assert.Equal("12.5", Assert.Single(change.Fields).Value.Json);
        Assert.Equal("003n000000NOtUbAAL", Assert.Single(change.Identifiers).Value);
    }

    private static WebhookReading Read(string body) => OneDelivery.Read<SalesforceConnector>(body);

    private static string Event(string type, string ids, string members, string header = "\"changedFields\":[]") =>
        $$$"""{"ChangeEventHeader":{"entityName":"Contact","recordIds":[{{{ids}}}],"changeType":"{{{type}}}","transactionKey":"tx-1","sequenceNumber":1,"commitTimestamp":1718115953625,{{{header}}}},{{{members.Trim()}}}}""";
}
