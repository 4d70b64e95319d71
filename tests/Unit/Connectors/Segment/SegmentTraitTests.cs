using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Core.Changes;
using static ServerlessCdi.Tests.Unit.Connectors.Segment.SegmentRig;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

/// <summary>Traits by the table, with what a source lays over it.</summary>
public sealed class SegmentTraitTests
{
    [Fact]
    public void A_source_may_lay_its_own_table_over_the_shipped_one()
    {
        var source = Bind("{}", """
            {"objects":{"contact":{"fields":[
              {"from":"plan","to":"subscriptionPlan","transforms":["upper"]},
              {"from":"address.city","to":"town"},
              {"from":"crmId","to":"crmId","identifier":"crm_id"}],
              "consents":[{"from":"newsletter","purpose":"marketing","channel":"email"}],
              "drop":["nickname"]}}}
            """);

        var change = Assert.Single(source.Read(Request("identify", """
            {"userId":"u","traits":{"plan":"pro","address":{"city":"London"},"crmId":"c-1","newsletter":true,"nickname":"A","first_name":"Ada","age":36}}
            """)).Changes);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["subscriptionPlan"] = "\"PRO\"",
                ["town"] = "\"London\"",
                ["city"] = "\"London\"",
                ["crmId"] = "\"c-1\"",
                ["firstName"] = "\"Ada\"",
                ["age"] = "36",
            },
            Fields(change));
        Assert.Equal(["user_id=u", "crm_id=c-1"], Identifiers(change));
        Assert.Equal("marketing", Assert.Single(change.Consents).Purpose);
    }

    [Fact]
    public void Traits_without_an_entry_can_be_left_out()
    {
        var source = Bind("{}", """{"objects":{"contact":{"unmapped":"drop"}}}""");
        var change = Assert.Single(source.Read(Request("identify", """{"userId":"u","traits":{"firstName":"Ada","age":36}}""")).Changes);
        Assert.Equal(["firstName"], Fields(change).Keys);
    }

    [Fact]
    public void What_is_named_like_a_secret_is_never_kept()
    {
        var change = One("identify", """{"userId":"u","traits":{"token":"canary","company":{"name":"E","api_key":"canary"},"password":"canary","plan":"pro"}}""");
        Assert.Equal(["company", "plan"], Fields(change).Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("canary", ApprovedText.Of(new() { Changes = [change] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Structures_and_what_is_null_are_kept_under_their_own_names() => Assert.Equal(
        new Dictionary<string, string> { ["prefs"] = """{"a":[1]}""", ["nickname"] = "null", ["company"] = "\"Engines\"" },
        Fields(One("identify", """{"userId":"u","traits":{"prefs":{"a":[1]},"nickname":null,"company":"Engines"}}""")));

    [Theory]
    [InlineData("observe", 1)]
    [InlineData("enforce", 0)]
    public void Traits_are_compared_with_the_contract_and_other_calls_are_not(string mode, int kept)
    {
        var source = Bind("{}", "{}", """{"version":3,"mode":"MODE","objects":{"contact":{"open":true,"fields":{"age":{"type":"number"}}}}}""".Replace("MODE", mode, StringComparison.Ordinal));

        var wrong = source.Read(Request("identify", """{"userId":"u","messageId":"m-1","traits":{"age":"old"}}"""));
        Assert.Equal(kept, wrong.Changes.Count);
        Assert.Equal(1 - kept, wrong.Rejected.Count(part => part.Code == QuarantineCodes.Contract));
        Assert.Equal("age", Assert.Single(wrong.Drift).Path);

        Assert.Equal(3, Assert.Single(source.Read(Request("identify", """{"userId":"u","traits":{"age":36}}""")).Changes).ContractVersion);
        Assert.Single(source.Read(Request("track", """{"userId":"u","event":"E","context":{"traits":{"age":"old"}}}""")).Changes);
    }

    [Fact]
    public void A_trace_tells_what_became_of_every_trait()
    {
        var trace = new MappingTrace();
        Source.Read(Request("identify", """{"userId":"u","traits":{"first_name":"Ada","plan":"pro","token":"t"}}""") with { Trace = trace });

        var item = Assert.Single(trace.Items);
        Assert.Equal("upsert contact u", item.Head);
        Assert.Contains(item.Values, v => (v.Fate, v.Target) == (ValueFate.Field, "firstName"));
        Assert.Contains(item.Values, v => (v.Fate, v.Target) == (ValueFate.Field, "plan"));
        Assert.Contains(item.Values, v => v.Fate == ValueFate.Dropped && v.Paths.SequenceEqual(["token"]));
        Assert.Empty(item.Unread());
    }

    [Fact]
    public void A_trace_tells_of_every_call_of_a_batch_and_why_one_was_put_aside()
    {
        var trace = new MappingTrace();
        Source.Read(Request("batch", """{"batch":[{"type":"track","userId":"u","event":"E"},{"type":"track","userId":"u"}]}""") with { Trace = trace });
        Assert.Equal(["track contact u", "rejected: The track call has no event."], trace.Items.Select(item => item.Head));
    }
}
