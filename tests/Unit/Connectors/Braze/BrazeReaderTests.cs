using ServerlessCdi.Connectors.Braze;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.Braze;

public sealed class BrazeReaderTests
{
    private static readonly VendorSource<BrazeConnector> Braze = new();

    [Theory]
    [InlineData("Unsubscribed", "marketing email Withdrawn")]
    [InlineData("Opted In", "marketing email Granted")]
    [InlineData("Subscribed", null)]
    public void The_state_that_every_profile_begins_with_is_no_yes(string status, string? consent)
    {
        var reading = Braze.Read(Event("users.behaviors.subscription.GlobalStateChange", $"\"channel\":\"email\",\"subscription_status\":\"{status}\""));
        Assert.Equal(consent, reading.Changes.Count == 0 ? null : Consents(reading.Changes[0]));
        Assert.Equal(consent is null ? 1 : 0, reading.Ignored.Count);
        Assert.Empty(reading.Rejected);
    }

    [Fact]
    public void The_source_may_take_it_for_one() => Assert.Equal(
        "marketing email Granted",
        Consents(new VendorSource<BrazeConnector>("""{"subscribedIsGranted":true}""").Change(
            Event("users.behaviors.subscription.GlobalStateChange", "\"channel\":\"email\",\"subscription_status\":\"Subscribed\""))));

    [Theory]
    [InlineData("Subscribed", "\"channel\":\"sms\",", "offers sms Granted")]
    [InlineData("Unsubscribed", "\"channel\":\"whatsapp\",", "offers whatsapp Withdrawn")]
    [InlineData("Subscribed", "\"email_address\":\"a@example.com\",", "offers email Granted")]
    [InlineData("Unsubscribed", "", "offers * Withdrawn")]
    public void A_group_s_state_is_a_consent_by_its_channel(string status, string more, string consent)
    {
        var source = new VendorSource<BrazeConnector>("""{"groups":{"g1":"offers"}}""");
        var body = Event("users.behaviors.subscriptiongroup.StateChange", $"{more}\"subscription_group_id\":\"g1\",\"subscription_status\":\"{status}\"");
        Assert.Equal(consent, Consents(source.Change(body)));
    }

    [Theory]
    [InlineData("\"subscription_group_id\":\"g1\",\"subscription_status\":\"Subscribed\"")]
    [InlineData("\"subscription_group_id\":\"g1\",\"channel\":\"sms\",\"subscription_status\":\"Maybe\"")]
    [InlineData("\"channel\":\"sms\",\"subscription_status\":\"Subscribed\"")]
    public void A_state_that_is_not_wholly_said_waits_in_quarantine(string properties) =>
        Assert.Single(Braze.Read(Event("users.behaviors.subscriptiongroup.StateChange", properties)).Rejected);

    [Theory]
    [InlineData("users.messages.email.Bounce", "email_bounced", "\"bounced\"", "")]
    [InlineData("users.messages.email.SoftBounce", "email_bounced", null, "")]
    [InlineData("users.messages.email.MarkAsSpam", "email_marked_as_spam", "\"complained\"", "marketing email Withdrawn")]
    [InlineData("users.messages.email.Unsubscribe", "email_unsubscribed", null, "marketing email Withdrawn")]
    [InlineData("users.messages.pushnotification.Open", "push_opened", null, "")]
    public void Messages_go_to_the_timeline_and_refusals_are_consents(string type, string name, string? status, string consents)
    {
        var change = Braze.Change(Event(type, "\"email_address\":\"Ada@example.com\""));
        Assert.Equal(name, change.Event?.Name);
        Assert.Equal(status, change.Fields.Count == 0 ? null : Assert.Single(change.Fields).Value.Json);
        Assert.Equal(consents, Consents(change));
    }

    [Fact]
    public void The_account_s_id_the_address_and_the_number_lead_to_the_person()
    {
        var change = Braze.Change(Event("users.messages.sms.Delivery", "\"to_phone_number\":\"+16462345678\",\"from_phone_number\":\"+12123470922\",\"email_address\":\"a@example.com\""));
        Assert.Equal([new(Identifier.UserId, "u7"), new("email", "a@example.com"), new("phone", "+16462345678")], change.Identifiers);
        Assert.Equal(("b7", "e1", DateTimeOffset.FromUnixTimeSeconds(1764113600)), (change.Record.Key, change.Id, change.OccurredAt));
    }

    [Fact]
    public void An_orphan_is_absorbed_by_the_user_that_it_names()
    {
        var merge = Braze.Change(Event("users.UserOrphan", "\"orphaned_by_id\":\"b8\""));
        Assert.Equal((ChangeKind.Merge, "b8"), (merge.Kind, merge.Record.Key));
        Assert.Equal(["b7"], merge.MergedKeys);
        Assert.Single(Braze.Read(Event("users.UserOrphan", "")).Rejected);
    }

    [Fact]
    public void A_deleted_user_is_deleted() => Assert.Equal(ChangeKind.Delete, Braze.Change(Event("users.UserDeleteRequest", "")).Kind);

    [Fact]
    public void Of_custom_events_only_named_properties_are_kept()
    {
        var body = Event("users.behaviors.CustomEvent", "\"name\":\"Logged in\",\"custom_properties\":{\"plan\":\"pro\",\"session\":\"canary\"}");
        Braze.AssertNowhere("canary", body);
        var change = new VendorSource<BrazeConnector>("""{"properties":["plan"]}""").Change(body);
        Assert.Equal(("Logged in", """{"plan":"pro"}"""), (change.Event?.Name, change.Event?.Properties.Json));
    }

    [Fact]
    public void Bodies_agents_and_tokens_in_links_are_not_kept() => Braze.AssertNowhere(
        "canary", Event("users.messages.sms.InboundReceive", "\"message_body\":\"canary\",\"user_agent\":\"canary\",\"url\":\"https://a.example/#canary\",\"user_phone_number\":\"+16462345678\""));

    private static string Consents(Change change) => string.Join(',', change.Consents.Select(c => $"{c.Purpose} {c.Channel} {c.State}"));

    private static string Event(string type, string properties) => $$$"""
        {"events":[{"event_type":"{{{type}}}","id":"e1","time":1764113600,"user":{"user_id":"b7","external_user_id":"u7"},"properties":{{{{properties}}}}}]}
        """;
}
