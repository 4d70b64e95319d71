using ServerlessCdi.Connectors.CustomerIo;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.CustomerIo;

public sealed class CustomerIoReaderTests
{
    private static readonly VendorSource<CustomerIoConnector> CustomerIo = new();

    [Theory]
    [InlineData("customer", "unsubscribed", "marketing * Withdrawn")]
    [InlineData("customer", "subscribed", "marketing * Unknown,marketing email Granted")]
    [InlineData("email", "unsubscribed", "marketing email Withdrawn")]
    [InlineData("sms", "unsubscribed", "marketing sms Withdrawn")]
    [InlineData("email", "spammed", "marketing email Withdrawn")]
    [InlineData("email", "bounced", "")]
    public void A_no_holds_everywhere_and_a_yes_for_one_channel(string type, string metric, string consents) =>
        Assert.Equal(consents, Consents(CustomerIo, Event(type, metric)));

    [Fact]
    public void The_source_may_take_a_yes_for_every_channel() =>
        Assert.Equal("marketing * Granted", Consents(new("""{"channel":"*"}"""), Event("customer", "subscribed")));

    [Fact]
    public void Preferences_are_read_from_the_text_by_topic_and_channel()
    {
        var source = new VendorSource<CustomerIoConnector>("""{"topics":{"topic_7":"newsletter"}}""");
        var body = Event("customer", "cio_subscription_preferences_changed", """
            ,"content":"{\"topics\":{\"topic_7\":false,\"topic_8\":true},\"channels\":{\"sms\":false}}"
            """);
        Assert.Equal(
            "newsletter * Withdrawn,customerio_topic_8 * Unknown,customerio_topic_8 email Granted,marketing sms Withdrawn", Consents(source, body));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"content\":\"{not json\"")]
    [InlineData(",\"content\":\"{}\"")]
    [InlineData(",\"content\":\"[1]\"")]
    public void Preferences_that_say_nothing_wait_in_quarantine(string content) =>
        Assert.Single(CustomerIo.Read(Event("customer", "cio_subscription_preferences_changed", content)).Rejected);

    [Theory]
    [InlineData("bounced", "\"bounced\"")]
    [InlineData("spammed", "\"complained\"")]
    public void The_state_of_an_address_is_a_field(string metric, string status) =>
        Assert.Equal(status, Assert.Single(CustomerIo.Change(Event("email", metric)).Fields).Value.Json);

    [Fact]
    public void The_account_s_id_and_customer_io_s_own_lead_to_the_person()
    {
        var change = CustomerIo.Change(Event("email", "opened"));
        Assert.Equal("42", change.Record.Key);
        Assert.Equal([new("email", "ada@example.com"), new(Identifier.UserId, "42"), new("cio_id", "d9c1")], change.Identifiers);
    }

    [Fact]
    public void A_recipient_counts_only_where_nobody_is_named()
    {
        var change = CustomerIo.Change("""{"event_id":"e","object_type":"email","metric":"opened","timestamp":1,"data":{"customer_id":"7","recipient":"boss@example.com"}}""");
        Assert.Empty(change.Identifiers);
        var nameless = CustomerIo.Change("""{"event_id":"e","object_type":"email","metric":"opened","timestamp":1,"data":{"recipient":"Ada@example.com"}}""");
        Assert.Equal("ada@example.com", nameless.Record.Key);
    }

    [Fact]
    public void The_event_s_id_names_the_change_and_a_time_that_is_none_leaves_the_receipt()
    {
        var change = CustomerIo.Change(Event("email", "opened").Replace("1764113600", "\"abc\"", StringComparison.Ordinal));
        Assert.Equal("e1", change.Id);
        Assert.True(change.TimeIsReceipt);
    }

    [Fact]
    public void Bodies_headers_and_tokens_in_links_are_not_kept() => CustomerIo.AssertNowhere(
        "canary",
        Event("email", "clicked", ",\"href\":\"https://a.example/?token=canary\",\"content\":\"canary\",\"subject\":\"canary\",\"headers\":{\"X\":[\"canary\"]}"));

    private static string Event(string type, string metric, string more = "") => $$$"""
        {"event_id":"e1","object_type":"{{{type}}}","metric":"{{{metric}}}","timestamp":1764113600,"data":{"customer_id":"42","identifiers":{"id":"42","email":"Ada@example.com","cio_id":"d9c1"}{{{more}}}}}
        """;

    private static string Consents(VendorSource<CustomerIoConnector> source, string body)
    {
        Change change = source.Change(body);
        return string.Join(',', change.Consents.Select(c => $"{c.Purpose} {c.Channel} {c.State}"));
    }
}
