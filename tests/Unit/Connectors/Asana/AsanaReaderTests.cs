using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Asana;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Asana;

public sealed class AsanaReaderTests
{
    [Theory]
    [InlineData("added", ChangeKind.Upsert)]
    [InlineData("undeleted", ChangeKind.Upsert)]
    [InlineData("deleted", ChangeKind.Delete)]
    [InlineData("changed", ChangeKind.Event)]
    [InlineData("removed", ChangeKind.Event)]
    public void What_was_done_to_a_task_becomes_of_its_record(string action, ChangeKind kind)
    {
        var change = One(action, """{"gid":"1337","resource_type":"task"}""");
        Assert.Equal((kind, new RecordRef("task", "1337")), (change.Kind, change.Record));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 18, 20, 37, 972, TimeSpan.Zero), change.OccurredAt);
    }

    [Fact]
    public void A_change_names_its_field_and_no_value()
    {
        var change = One("changed", """{"gid":"1337","resource_type":"task"}""", ""","change":{"field":"assignee","action":"changed","new_value":{"gid":"5"}}""");
        Assert.Equal(("task_changed", """{"field":"assignee","resource":"1337","user":"1123"}"""), (change.Event?.Name, change.Event?.Properties.Json));
    }

    [Fact]
    public void A_comment_happens_to_its_task()
    {
        var change = One("added", """{"gid":"9476","resource_type":"story","resource_subtype":"comment_added"}""", ""","parent":{"gid":"1337","resource_type":"task"}""");
        Assert.Equal((ChangeKind.Event, "1337", "story_added"), (change.Kind, change.Record.Key, change.Event?.Name));
    }

    [Fact]
    public void Anything_else_is_acknowledged_and_counted() =>
        Assert.Equal(["project.changed"], Read("""{"gid":"14","resource_type":"project"}""", "changed").Ignored);

    [Fact]
    public void The_same_event_in_a_later_delivery_is_the_same_change_and_each_of_a_batch_its_own()
    {
        var reading = OneDelivery.Read<AsanaConnector>($$"""{"events":[{{Event("changed", Task)}},{{Event("deleted", Task)}}]}""");
        var again = OneDelivery.Read<AsanaConnector>($$"""{"events":[{{Event("deleted", Task)}}]}""");
        Assert.Equal(2, reading.Changes.Select(c => c.Id).Distinct().Count());
        Assert.Equal(reading.Changes[1].Id, Assert.Single(again.Changes).Id);
    }

    private const string Task = """{"gid":"1337","resource_type":"task"}""";

    private static Change One(string action, string resource, string more = "") => Assert.Single(Read(resource, action, more).Changes);

    private static WebhookReading Read(string resource, string action, string more = "") => OneDelivery.Read<AsanaConnector>($$"""{"events":[{{Event(action, resource, more)}}]}""");

    private static string Event(string action, string resource, string more = "") =>
        $$"""{"action":"{{action}}","created_at":"2026-01-01T18:20:37.972Z","resource":{{resource}},"user":{"gid":"1123","resource_type":"user"}{{more}} }""";
}
