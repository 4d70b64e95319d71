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
    [InlineData("object.restore", "0-2", 0)]
    [InlineData("object.restore", null, 0)]
    [InlineData("contact.associationChange", null, 0)]
    [InlineData("conversation.newMessage", null, 0)]
    [InlineData("CONTACT.CREATION", null, 0)]
    public void Contacts_are_taken_and_everything_else_is_ignored(string type, string? objectType, int changes)
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
}
