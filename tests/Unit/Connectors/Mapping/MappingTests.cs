using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class MappingTests
{
    private const string Plain = """{"object":"contact","id":"id","fields":[{"from":"n","to":"n"}]}""";

    [Fact]
    public void A_payload_may_be_one_object_a_list_or_hold_them_at_a_path()
    {
        Assert.Equal(["1"], Keys(Plain, """{"id":1}"""));
        Assert.Equal(["1", "b"], Keys(Plain, """[{"id":1},{"id":"b"}]"""));
        const string At = """{"items":"$.page.events","object":"contact","id":"id"}""";
        Assert.Equal(["1", "2"], Keys(At, """{"page":{"events":[{"id":1},{"id":2}]}}"""));
        Assert.Equal(["1"], Keys(At, """{"page":{"events":{"id":1}}}"""));
        Assert.Contains("$.page.events", Assert.Single(Sources.Read(At, """{"page":{}}""").Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_has_at_most_a_thousand_items()
    {
        string Batch(int count) => $"[{string.Join(',', Enumerable.Range(1, count).Select(i => $"{{\"id\":{i}}}"))}]";
        Assert.Equal(1000, Sources.Read(Plain, Batch(1000)).Changes.Count);
        var reading = Sources.Read(Plain, Batch(1001));
        Assert.Empty(reading.Changes);
        Assert.Single(reading.Rejected);
    }

    [Theory]
    [InlineData("a.b", "1")]
    [InlineData("a['x.y']", "2")]
    [InlineData("a[\"x.y\"]", "2")]
    [InlineData("list[1].v", "3")]
    [InlineData("list[9].v", null)]
    [InlineData("a.b.c", null)]
    [InlineData("$.root", "4")]
    [InlineData("@.a.b", "1")]
    [InlineData("Ünï", "5")]
    public void Paths_lead_to_values(string path, string? expected)
    {
        var mapping = $$"""{"items":"items","object":"contact","id":"id","fields":[{"from":{{System.Text.Json.JsonSerializer.Serialize(path)}},"to":"f"}]}""";
        var reading = Sources.Read(mapping, """{"root":4,"items":[{"id":1,"a":{"b":1,"x.y":2},"list":[{"v":0},{"v":3}],"Ünï":5}]}""");
        Assert.Equal(expected, reading.Changes[0].Fields.Select(f => f.Value.Json).SingleOrDefault());
    }

    [Fact]
    public void The_first_of_several_paths_that_is_not_blank_counts()
    {
        const string Mapping = """{"object":"contact","id":["id","uuid"],"fields":[{"from":["mobile","phone"],"to":"phone"}]}""";
        var change = Sources.Read(Mapping, """{"uuid":"u","mobile":"","phone":"1"}""").Changes[0];
        Assert.Equal("u", change.Record.Key);
        Assert.Equal(["\"1\""], change.Fields.Select(f => f.Value.Json));
    }

    [Fact]
    public void Values_keep_their_type_and_canonical_form()
    {
        const string Mapping = """{"object":"contact","id":"id","fields":[{"from":"a","to":"a"},{"from":"b","to":"b"},{"from":"c","to":"c"},{"from":"d","to":"d"}]}""";
        var fields = Sources.Read(Mapping, """{"id":1,"a":12.50,"b":true,"c":{"z":1,"a":[ 2 ]},"d":"ü\n"}""").Changes[0].Fields;
        Assert.Equal(["12.5", "true", """{"a":[2],"z":1}""", "\"ü\\n\""], fields.Select(f => f.Value.Json));
    }

    [Theory]
    [InlineData("ignore", """{"id":1}""", null)]
    [InlineData("ignore", """{"id":1,"a":null}""", null)]
    [InlineData("ignore", """{"id":1,"a":" "}""", null)]
    [InlineData("clear", """{"id":1}""", null)]
    [InlineData("clear", """{"id":1,"a":null}""", "null")]
    [InlineData("clear", """{"id":1,"a":" "}""", "null")]
    [InlineData("clear", """{"id":1,"a":0}""", "0")]
    public void A_blank_value_clears_only_where_the_mapping_says_so(string blank, string body, string? expected)
    {
        var mapping = $$"""{"object":"contact","id":"id","fields":[{"from":"a","to":"a","blank":"{{blank}}"}]}""";
        Assert.Equal(expected, Sources.Read(mapping, body).Changes[0].Fields.Select(f => f.Value.Json).SingleOrDefault());
    }

    [Fact]
    public void An_email_or_phone_is_field_and_identifier_in_one_form_and_stays_as_it_came_where_it_is_none()
    {
        const string Mapping = """
            {"object":"contact","id":"id","fields":[{"from":"e","to":"email","identifier":"email"},{"from":"p","to":"phone","identifier":"phone"},{"from":"u","to":"login","identifier":"user_id"}],
             "identifiers":[{"from":"e2","type":"email"},{"from":"x","type":"external:hubspot:contact"}]}
            """;
        var good = Sources.Read(Mapping, """{"id":1,"e":" Ann@Example.com ","p":"(020) 7946 0123","u":" u ","e2":"ann@example.com","x":55}""").Changes[0];
        Assert.Equal(["\"ann@example.com\"", "\"+442079460123\"", "\" u \""], good.Fields.Select(f => f.Value.Json));
        Assert.Equal(
            [new("email", "ann@example.com"), new("phone", "+442079460123"), new("user_id", "u"), new("external:hubspot:contact", "55")],
            good.Identifiers);

        var bad = Sources.Read(Mapping, """{"id":1,"e":" none ","p":" ask her ","u":"null","x":0}""").Changes[0];
        Assert.Equal(["\"none\"", "\"ask her\"", "\"null\""], bad.Fields.Select(f => f.Value.Json));
        Assert.Empty(bad.Identifiers);
    }

    [Fact]
    public void A_number_without_a_calling_code_is_read_by_the_sources_region_or_not_at_all()
    {
        const string Mapping = """{"object":"contact","id":"id","identifiers":[{"from":"p","type":"phone"}]}""";
        const string Body = """{"id":1,"p":"020 7946 0123"}""";
        Assert.Equal([new Identifier("phone", "+442079460123")], Sources.Read(Mapping, Body, region: "GB").Changes[0].Identifiers);
        Assert.Empty(Sources.Read(Mapping, Body, region: null).Changes[0].Identifiers);
    }

    [Theory]
    [InlineData("""{"n":1}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":" "}""")]
    [InlineData("""{"id":0}""")]
    [InlineData("""{"id":"null"}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("7")]
    [InlineData("""{"id":"a\ud800"}""")]
    public void An_item_without_a_usable_id_waits_and_the_others_go_on(string item)
    {
        var reading = Sources.Read(Plain, $$"""[{"id":1},{{item}},{"id":2}]""");
        Assert.Equal(["1", "2"], reading.Changes.Select(c => c.Record.Key));
        var rejected = Assert.Single(reading.Rejected);
        Assert.Equal(item, Encoding.UTF8.GetString(rejected.Raw.Span));
        Assert.StartsWith("item 1: ", rejected.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix-ms", "1767322800123", "2026-01-02T03:00:00.1230000+00:00")]
    [InlineData("unix-s", "1767322800", "2026-01-02T03:00:00.0000000+00:00")]
    [InlineData("unix-s", "\"1767322800.5\"", "2026-01-02T03:00:00.5000000+00:00")]
    [InlineData("iso", "\"2026-01-02T05:00:00+02:00\"", "2026-01-02T03:00:00.0000000+00:00")]
    [InlineData("iso", "\"2026-01-02 03:00:00\"", "2026-01-02T03:00:00.0000000+00:00")]
    [InlineData("dd/MM/yyyy HH:mm", "\"02/01/2026 03:00\"", "2026-01-02T03:00:00.0000000+00:00")]
    [InlineData("yyyy-MM-dd HH:mm:ss zzz", "\"2026-01-02 04:00:00 +01:00\"", "2026-01-02T03:00:00.0000000+00:00")]
    public void A_time_is_read_in_the_format_that_the_mapping_states(string format, string value, string expected)
    {
        var mapping = $$$"""{"object":"contact","id":"id","occurredAt":{"from":"at","format":"{{{format}}}"}}""";
        var change = Sources.Read(mapping, $$"""{"id":1,"at":{{value}}}""").Changes[0];
        Assert.Equal(expected, change.OccurredAt.ToString("O"));
        Assert.False(change.TimeIsReceipt);
        var wrong = Assert.Single(Sources.Read(mapping, """{"id":1,"at":"yesterday"}""").Rejected);
        Assert.DoesNotContain("yesterday", wrong.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_time_of_its_own_a_change_has_the_signed_one_or_that_of_its_receipt()
    {
        const string Mapping = """{"object":"contact","id":"id","occurredAt":"at"}""";
        var received = Sources.Read(Mapping, """{"id":1}""").Changes[0];
        Assert.Equal((Sources.ReceivedAt, true), (received.OccurredAt, received.TimeIsReceipt));
        var signed = Sources.Read(Mapping, """{"id":1,"at":null}""", id: "msg_1").Changes[0];
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1767322800), true), (signed.OccurredAt, signed.TimeIsReceipt));
        Assert.Equal(Sources.ReceivedAt, signed.ReceivedAt);
    }

    [Fact]
    public void A_change_is_named_by_the_payload()
    {
        const string Own = """{"object":"contact","id":"id","changeId":"e"}""";
        Assert.Equal(["7", "x"], Ids(Own, """[{"id":1,"e":7},{"id":2,"e":" x "}]"""));
        const string Shared = """{"items":"items","object":"contact","id":"id","changeId":"$.e"}""";
        Assert.Equal(["b#0", "b#1"], Ids(Shared, """{"e":"b","items":[{"id":1},{"id":1}]}"""));
        Assert.Equal(32, Assert.Single(Ids(Own, $$"""{"id":1,"e":"{{new string('e', 101)}}"}""")).Length);
    }

    [Fact]
    public void A_change_without_a_name_is_named_by_its_content_whatever_its_spelling()
    {
        var id = Assert.Single(Ids(Plain, """{"id":1,"n":2.0}"""));
        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.Equal([id], Ids(Plain, """{ "n": 2, "id": 1 }"""));
        Assert.NotEqual([id], Ids(Plain, """{"id":1,"n":3}"""));
    }

    [Fact]
    public void A_change_without_a_name_in_a_delivery_with_one_is_named_by_that()
    {
        const string Body = """[{"id":1,"n":1},{"id":1,"n":1}]""";
        var first = Ids(Plain, Body, "msg_1");
        Assert.Equal(2, first.Distinct().Count());
        Assert.Equal(first, Ids(Plain, Body, "msg_1"));
        Assert.Empty(first.Intersect(Ids(Plain, Body, "msg_2")));
    }

    [Fact]
    public void Every_kind_carries_what_it_may_and_nothing_else()
    {
        const string Mapping = """
            {"object":{"from":"o","default":"contact"},"id":"id","kind":{"from":"k"},"mergedIds":"m","fields":[{"from":"f","to":"f"}],"identifiers":[{"from":"u","type":"user_id"}],
             "consents":[{"from":"c","purpose":"marketing","channel":"email"}],"event":{"name":"ordered","properties":"p"}}
            """;
        Change One(string kind) => Assert.Single(Sources.Read(
            Mapping, """{"id":1,"o":"company","k":"KIND","m":2,"f":"v","u":"u","c":true,"p":{"b":1,"a":2}}""".Replace("KIND", kind, StringComparison.Ordinal)).Changes);

        string Shape(string kind)
        {
            var c = One(kind);
            Assert.Equal("company", c.Record.Object);
            return $"{c.Kind} {c.Privacy} {c.Fields.Count} {c.Identifiers.Count} {c.Consents.Count} {string.Join(',', c.MergedKeys)} {c.Event?.Name}{c.Event?.Properties.Json}".Trim();
        }

        Assert.Equal("Upsert False 1 1 1", Shape("upsert"));
        Assert.Equal("Delete False 0 1 0", Shape("delete"));
        Assert.Equal("Delete True 0 1 0", Shape("erase"));
        Assert.Equal("Merge False 1 1 1 2", Shape("merge"));
        Assert.Equal("""Event False 1 1 1  ordered{"a":2,"b":1}""", Shape("event"));
        Assert.Equal("Consent False 0 1 1", Shape("consent"));
        Assert.Equal(["cart.viewed", "ignore"], Sources.Read(Mapping, """[{"id":1,"k":"cart.viewed"},{"id":1,"k":"ignore"}]""").Ignored);
    }

    [Theory]
    [InlineData("""{"id":1,"k":"merge"}""", "merge")]
    [InlineData("""{"id":1,"k":"merge","m":[1]}""", "merge")]
    [InlineData("""{"id":1,"k":"event","p":[1]}""", "event")]
    [InlineData("""{"id":1,"k":"event","name":null}""", "event")]
    [InlineData("""{"id":1,"k":"consent"}""", "consent")]
    [InlineData("""{"id":1}""", "kind")]
    [InlineData("""{"id":1,"k":"upsert","c":"perhaps"}""", "values")]
    [InlineData("""{"id":1,"k":"upsert","c":true,"channel":""}""", "channel")]
    [InlineData("""{"id":1,"k":"upsert","c":true,"channel":"x|y"}""", "channel")]
    public void An_item_that_says_half_of_what_it_must_waits(string item, string reason)
    {
        const string Mapping = """
            {"object":"contact","id":"id","kind":{"from":"k"},"mergedIds":"m","consents":[{"from":"c","purpose":"marketing","channel":{"from":"channel"}}],"event":{"name":{"from":"name"},"properties":"p"}}
            """;
        var reading = Sources.Read(Mapping, item);
        Assert.Empty(reading.Changes);
        Assert.Contains(reason, Assert.Single(reading.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Consents_are_read_with_all_that_shows_them()
    {
        const string Mapping = """
            {"object":"contact","id":"id","consents":[
              {"from":"a","purpose":"marketing","channel":{"value":"sms"},"values":{"J":"granted","N":"withdrawn"},"basis":"consent","jurisdiction":{"from":"law","values":{"EU":"gdpr"}},"evidence":{"from":"form"}},
              {"from":"b","purpose":{"from":"why"},"channel":"*"}]}
            """;
        var change = Sources.Read(Mapping, """{"id":1,"a":"n","law":"eu","form":"F-1","b":"pending","why":"analytics"}""").Changes[0];
        Assert.Equal(
            [new("marketing", "sms", ConsentState.Withdrawn, "consent", "gdpr", "F-1"), new("analytics", "*", ConsentState.Pending)],
            change.Consents);
    }

    private static IEnumerable<string> Keys(string mapping, string body) => Sources.Read(mapping, body).Changes.Select(c => c.Record.Key);

    private static List<string> Ids(string mapping, string body, string? delivery = null) =>
        [.. Sources.Read(mapping, body, delivery).Changes.Select(c => c.Id)];
}
