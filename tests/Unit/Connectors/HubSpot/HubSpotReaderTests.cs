using System.Text;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

public sealed class HubSpotReaderTests
{
    private const string Head = "\"eventId\":5,\"portalId\":33,\"occurredAt\":1764113600000";

    [Fact]
    public void One_bad_event_is_set_aside_with_its_bytes_and_the_others_go_on()
    {
        const string Bad = """{"eventId":6,"occurredAt":"yesterday","subscriptionType":"contact.creation","objectId":8}""";
        var reading = HubSpotSource.Read($$"""[{{{Head}},"subscriptionType":"contact.creation","objectId":7}, {{Bad}} ,{{{Head}},"subscriptionType":"contact.creation","objectId":9}]""");
        Assert.Equal(["7", "9"], reading.Changes.Select(c => c.Record.Key));
        Assert.Equal(Bad, Encoding.UTF8.GetString(Assert.Single(reading.Rejected).Raw.Span));
    }

    [Fact]
    public void A_reason_never_quotes_the_payload()
    {
        var reading = HubSpotSource.Read(HubSpotSource.PropertyChange("email", "{\"secret\":\"ada@example.com\"}"));
        Assert.DoesNotContain("ada", Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"occurredAt\":-1")]
    [InlineData(",\"occurredAt\":253402300800000")]
    [InlineData(",\"occurredAt\":null")]
    public void An_event_without_a_time_of_this_world_is_rejected(string time)
    {
        var reading = HubSpotSource.Read($$"""[{"eventId":5,"subscriptionType":"contact.creation","objectId":7{{time}}}]""");
        Assert.Single(reading.Rejected);
        Assert.Empty(reading.Changes);
    }

    [Fact]
    public void An_event_of_another_portal_is_rejected_where_the_portal_is_configured()
    {
        var body = $$"""[{{{Head}},"subscriptionType":"contact.creation","objectId":7},{"portalId":34,"occurredAt":1,"subscriptionType":"contact.creation","objectId":7},{"occurredAt":1,"subscriptionType":"contact.creation","objectId":7}]""";
        Assert.Equal(3, HubSpotSource.Read(body).Changes.Count);
        var reading = HubSpotSource.Read(body, """{"portalId":33}""");
        Assert.Single(reading.Changes);
        Assert.Equal(2, reading.Rejected.Count);
    }

    [Fact]
    public void A_single_event_outside_an_array_is_taken() =>
        Assert.Equal("7", HubSpotSource.Change($$"""{{{Head}},"eventType":"contact.creation","objectId":7}""").Record.Key);

    [Theory]
    [InlineData("object.restore", "0-1", 1)]
    [InlineData("object.restore", "contact", 1)]
    [InlineData("object.restore", "0-2", 1)]
    [InlineData("object.restore", "2-4711", 0)]
    [InlineData("object.restore", null, 0)]
    [InlineData("deal.creation", null, 1)]
    [InlineData("product.creation", null, 0)]
    [InlineData("conversation.newMessage", null, 0)]
    [InlineData("CONTACT.CREATION", null, 0)]
    public void Objects_of_the_table_are_taken_and_everything_else_is_ignored(string type, string? objectType, int changes)
    {
        var typeId = objectType is null ? "" : $",\"objectTypeId\":\"{objectType}\"";
        var reading = HubSpotSource.Read($$"""[{{{Head}},"subscriptionType":"{{type}}","objectId":7{{typeId}}}]""");
        Assert.Equal(changes, reading.Changes.Count);
        Assert.Equal(1 - changes, reading.Ignored.Count);
        Assert.Empty(reading.Rejected);
    }

    [Fact]
    public void An_event_id_used_twice_still_names_two_changes()
    {
        var first = HubSpotSource.Change(HubSpotSource.PropertyChange("city", "\"Ulm\""));
        var second = HubSpotSource.Change(HubSpotSource.PropertyChange("zip", "\"Ulm\""));
        var otherContact = HubSpotSource.Change(HubSpotSource.PropertyChange("city", "\"Ulm\"").Replace("\"objectId\":7", "\"objectId\":8", StringComparison.Ordinal));
        Assert.Equal(3, new[] { first.Id, second.Id, otherContact.Id }.Distinct().Count());
    }

    [Fact]
    public void A_merge_into_the_primary_contact_absorbs_the_others()
    {
        var merge = HubSpotSource.Change($$"""[{{{Head}},"subscriptionType":"contact.merge","primaryObjectId":7,"mergedObjectIds":[9,8,7,8]}]""");
        Assert.Equal(ChangeKind.Merge, merge.Kind);
        Assert.Equal("7", merge.Record.Key);
        Assert.Equal(["8", "9"], merge.MergedKeys);
    }

    [Fact]
    public void A_merge_that_made_a_new_contact_absorbs_the_primary_one_too()
    {
        var merge = HubSpotSource.Change($$"""[{{{Head}},"subscriptionType":"contact.merge","primaryObjectId":7,"mergedObjectIds":[8],"newObjectId":20}]""");
        Assert.Equal("20", merge.Record.Key);
        Assert.Equal(["7", "8"], merge.MergedKeys);
    }

    [Theory]
    [InlineData("\"mergedObjectIds\":[8]")]
    [InlineData("\"primaryObjectId\":7,\"mergedObjectIds\":[]")]
    [InlineData("\"primaryObjectId\":7,\"mergedObjectIds\":null")]
    [InlineData("\"primaryObjectId\":7,\"mergedObjectIds\":[7]")]
    public void A_merge_of_nothing_is_rejected(string parts) =>
        Assert.Single(HubSpotSource.Read($$"""[{{{Head}},"subscriptionType":"contact.merge",{{parts}}}]""").Rejected);

    [Fact]
    public void The_time_is_kept_to_the_millisecond()
    {
        var change = HubSpotSource.Change("""[{"eventId":5,"occurredAt":1764113600987,"subscriptionType":"contact.creation","objectId":7}]""");
        Assert.Equal(new DateTimeOffset(2025, 11, 25, 23, 33, 20, 987, TimeSpan.Zero), change.OccurredAt);
    }

    [Theory]
    [InlineData("DEAL_TO_CONTACT", 5, 7, "deal", "5", "contactId", "7")]
    [InlineData("CONTACT_TO_DEAL", 7, 5, "deal", "5", "contactId", "7")]
    [InlineData("CONTACT_TO_COMPANY", 7, 9, "contact", "7", "companyId", "9")]
    [InlineData("COMPANY_TO_TICKET", 9, 5, "ticket", "5", "companyId", "9")]
    public void An_association_says_on_whom_the_smaller_thing_hangs(string type, int from, int to, string kind, string key, string field, string value)
    {
        var change = HubSpotSource.Change($$"""[{{{Head}},"subscriptionType":"{{kind}}.associationChange","associationType":"{{type}}","fromObjectId":{{from}},"toObjectId":{{to}},"associationRemoved":false}]""");
        Assert.Equal(new RecordRef(kind, key), change.Record);
        Assert.Equal([new FieldChange(field, FieldValue.Text(value))], change.Fields);
        Assert.Equal(field == "contactId" ? ["external:hubspot-eu:contact"] : [], change.Identifiers.Select(i => i.Type));
    }

    [Fact]
    public void An_association_that_was_removed_is_cleared_and_leads_to_nobody()
    {
        var change = HubSpotSource.Change($$"""[{{{Head}},"subscriptionType":"deal.associationChange","associationType":"DEAL_TO_CONTACT","fromObjectId":5,"toObjectId":7,"associationRemoved":true}]""");
        Assert.Equal([new FieldChange("contactId", FieldValue.Null)], change.Fields);
        Assert.Empty(change.Identifiers);
    }

    [Fact]
    public void A_custom_object_is_taken_under_the_name_that_the_file_gives_it()
    {
        const string Mapping = """{"objects":{"vehicle":{"names":["2-4711"],"fields":[{"from":"plate","to":"plate"}]}}}""";
        var change = HubSpotSource.Change($$"""[{{{Head}},"subscriptionType":"object.propertyChange","objectTypeId":"2-4711","objectId":3,"propertyName":"plate","propertyValue":"UL 1"}]""", mapping: Mapping);
        Assert.Equal(new RecordRef("vehicle", "3"), change.Record);
        Assert.Equal([new FieldChange("plate", FieldValue.Text("UL 1"))], change.Fields);
    }
}
