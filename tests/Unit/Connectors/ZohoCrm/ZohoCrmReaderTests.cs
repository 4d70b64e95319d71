using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.ZohoCrm;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.ZohoCrm;

public sealed class ZohoCrmReaderTests
{
    private const string Canary = "canary-token-7f3a";

    [Fact]
    public void Each_record_gets_its_own_values()
    {
        var changes = Read(Body("Contacts", "update", "1", "2", """{"record_id":"2","values":{"First_Name":"Eve"}}""")).Changes;
        Assert.Equal(["1", "2"], changes.Select(c => c.Record.Key));
        Assert.Empty(changes[0].Fields);
        Assert.Equal("firstName", Assert.Single(changes[1].Fields).Name);
        Assert.NotEqual(changes[0].Id, changes[1].Id);
    }

    [Fact]
    public void A_value_that_is_null_was_cleared() =>
        Assert.True(Assert.Single(One("""{"Phone":null}""").Fields).Value.IsNull);

    [Fact]
    public void The_opt_out_is_a_withdrawal()
    {
        var consent = Assert.Single(One("""{"Email_Opt_Out":true}""").Consents);
        Assert.Equal(("marketing", "email", ConsentState.Withdrawn), (consent.Purpose, consent.Channel, consent.State));
    }

    [Fact]
    public void That_the_opt_out_was_taken_off_states_nothing() => Assert.Empty(One("""{"Email_Opt_Out":false}""").Consents);

    [Fact]
    public void A_deletion_says_no_more_than_that() =>
        Assert.All(Read(Body("Leads", "delete", "1", "2", "")).Changes, c => Assert.Equal((ChangeKind.Delete, "contact"), (c.Kind, c.Record.Object)));

    [Fact]
    public void A_deal_hangs_on_its_contact()
    {
        var change = One("""{"Deal_Name":"Big","Amount":100,"Contact_Name":{"id":"77","name":"Ada"},"Account_Name":{"id":"88","name":"Acme"}}""", "Deals");
        Assert.Equal(Identifier.External("crm", "contact", "77"), change.Identifiers[0]);
    }

    [Fact]
    public void The_server_time_is_when_it_happened() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1718115953625), One("{}").OccurredAt);

    [Fact]
    public void While_a_channel_is_renewed_both_tell_of_the_same_change()
    {
        var body = Body("Contacts", "update", "1", "2", "");
        Assert.Equal(Read(body).Changes[0].Id, Read(body.Replace("1000000068001", "1000000068002", StringComparison.Ordinal)).Changes[0].Id);
    }

    [Fact]
    public void A_custom_module_is_taken_by_its_name()
    {
        var mapping = """{"objects":{"membership":{"names":["CustomModule7"],"fields":[{"from":"Name","to":"name"}]}}}""";
        var reading = OneDelivery.Read<ZohoCrmConnector>(Body("CustomModule7", "insert", "1", "2", ""), "{}", mapping);
        Assert.All(reading.Changes, c => Assert.Equal("membership", c.Record.Object));
        Assert.Equal(2, reading.Changes.Count);
    }

    [Fact]
    public void The_token_is_kept_nowhere_not_even_where_a_part_waits()
    {
        foreach (var body in new[] { Body("Contacts", "update", "1", "2", ""), Body("Campaigns", "update", "1", "2", ""), Body("Contacts", "update", "0", "2", "") })
        {
            var everything = OneDelivery.Everything(Read(body));
            Assert.DoesNotContain(Canary, everything, StringComparison.Ordinal);
        }

        Assert.NotEmpty(Read(Body("Contacts", "update", "0", "2", "")).Rejected);
    }

    [Fact]
    public void Another_channel_is_refused_where_the_channels_are_named()
    {
        var source = OneDelivery.Bind<ZohoCrmConnector>("""{"channels":["1","2"]}""");
        var request = OneDelivery.Request(Body("Contacts", "update", "1", "2", ""));
        Assert.Equal(WebhookVerdict.Mismatch, source.Verify(request, [new(Canary)], OneDelivery.Now));
        var known = OneDelivery.Request(Body("Contacts", "update", "1", "2", "").Replace("\"1000000068001\"", "2", StringComparison.Ordinal));
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(known, [new("old"), new(Canary)], OneDelivery.Now));
    }

    [Fact]
    public void Two_tokens_are_no_token()
    {
        var request = OneDelivery.Request(Body("Contacts", "update", "1", "2", "").Replace("\"ids\"", $"\"token\":\"{Canary}\",\"ids\"", StringComparison.Ordinal));
        Assert.Equal(WebhookVerdict.Malformed, OneDelivery.Bind<ZohoCrmConnector>().Verify(request, [new(Canary)], OneDelivery.Now));
    }

    [Fact]
    public void A_source_says_when_its_channel_is_to_be_renewed()
    {
        var source = Assert.IsAssignableFrom<IRenewable>(OneDelivery.Bind<ZohoCrmConnector>("""{"channelExpires":"2026-11-29T08:00:00+01:00"}"""));
        Assert.Equal(new DateTimeOffset(2026, 11, 29, 7, 0, 0, TimeSpan.Zero), source.RenewBy);
    }

    [Fact]
    public void A_time_of_renewal_that_is_none_is_a_mistake()
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<ZohoCrmConnector>(errors, """{"channelExpires":"next week"}"""));
        Assert.Equal("$.options.channelExpires", Assert.Single(errors.All).Path);
    }

    [Fact]
    public void A_sample_gets_the_token_and_stays_the_same_otherwise()
    {
        var body = Encoding.UTF8.GetBytes("""{ "token" : "x" , "ids":[1.50] }""");
        var prepared = new ZohoCrmConnector().Prepare(new SampleRequest("POST", new Uri("https://cdi.example.com/hooks/crm"), body, "m"), "a\"b");
        Assert.Equal("""{ "token" : "a\u0022b" , "ids":[1.50] }""", Encoding.UTF8.GetString(prepared.Body.Span));
    }

    private static Change One(string values, string module = "Contacts") =>
        Read(Body(module, "update", "1", "2", $$"""{"record_id":"1","values":{{values}}}""")).Changes[0];

    private static WebhookReading Read(string body) => OneDelivery.Read<ZohoCrmConnector>(body);

    private static string Body(string module, string operation, string first, string second, string affected) =>
        $$"""{"server_time":1718115953625,"affected_values":[{{affected}}],"module":"{{module}}","ids":["{{first}}","{{second}}"],"operation":"{{operation}}","channel_id":"1000000068001","token":"{{Canary}}"}""";
}
