using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Klaviyo;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.Klaviyo;

public sealed class KlaviyoReaderTests
{
    private static readonly VendorSource<KlaviyoConnector> Klaviyo = new();

    [Theory]
    [InlineData("subscribed_to_email_marketing", "email Granted", null)]
    [InlineData("unsubscribed_from_email_marketing", "email Withdrawn", null)]
    [InlineData("subscribed_to_sms_marketing", "sms Granted", null)]
    [InlineData("unsubscribed_from_sms_marketing", "sms Withdrawn", null)]
    [InlineData("marked_email_as_spam", "email Withdrawn", "\"complained\"")]
    [InlineData("manually_suppressed_from_email_marketing", "email Withdrawn", "\"suppressed\"")]
    [InlineData("manually_unsuppressed_from_email_marketing", null, "null")]
    [InlineData("opened_email", null, null)]
    [InlineData("updated_email_preferences", null, null)]
    public void Topics_state_consents_and_the_state_of_an_address(string topic, string? consent, string? status)
    {
        var change = Klaviyo.Change(Event(topic));
        Assert.Equal(consent, change.Consents.Count == 0 ? null : string.Join(',', change.Consents.Select(c => $"{c.Channel} {c.State}")));
        Assert.Equal(status, change.Fields.Count == 0 ? null : Assert.Single(change.Fields).Value.Json);
        Assert.Equal("p1", change.Record.Key);
    }

    [Theory]
    [InlineData("Hard", "\"bounced\"")]
    [InlineData("Soft", null)]
    public void Only_a_hard_bounce_marks_the_address(string type, string? status)
    {
        var change = Klaviyo.Change(Event("bounced_email", $",\"Bounce Type\":\"{type}\""));
        Assert.Equal(status, change.Fields.Count == 0 ? null : Assert.Single(change.Fields).Value.Json);
    }

    [Fact]
    public void A_profile_that_comes_along_updates_the_contact()
    {
        var body = Event("opened_email", included: ""","included":[{"type":"profile","attributes":{"email":"Ada@example.com","first_name":"Ada","external_id":"u7"}}]""");
        var change = Klaviyo.Change(body);
        Assert.Equal(["email", "firstName"], change.Fields.Select(f => f.Name));
        Assert.Contains(new Identifier(Identifier.UserId, "u7"), change.Identifiers);
    }

    [Fact]
    public void An_event_without_a_profile_is_of_its_address()
    {
        var change = Klaviyo.Change("""{"data":[{"external_id":"a1","topic":"event:klaviyo.unsubscribed_from_email_marketing","payload":{"data":{"attributes":{"timestamp":1776118606,"event_properties":{"email_address":"Ada@example.com"}}}}}]}""");
        Assert.Equal("ada@example.com", change.Record.Key);
        Assert.Equal("a1", change.Id);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1776118606), change.OccurredAt);
    }

    [Fact]
    public void Events_wait_where_header_and_body_name_different_webhooks()
    {
        Assert.Single(Klaviyo.Read(Event("opened_email"), ("Klaviyo-Webhook-Id", "another")).Rejected);
        Assert.Single(Klaviyo.Read(Event("opened_email"), ("Klaviyo-Webhook-Id", "w")).Changes);
    }

    [Fact]
    public void A_bad_event_waits_with_its_envelope_and_is_read_again_from_it()
    {
        var reading = Klaviyo.Read("""{"data":[{"external_id":"1","topic":"event:klaviyo.opened_email"},{"external_id":"2","topic":"event:api.x"}],"meta":{"klaviyo_webhook_id":"w"}}""");
        var waiting = Encoding.UTF8.GetString(Assert.Single(reading.Rejected).Raw.Span);
        Assert.Equal("""{"data":{"external_id":"1","topic":"event:klaviyo.opened_email"},"meta":{"klaviyo_webhook_id":"w"}}""", waiting);
        Assert.Single(Klaviyo.Read(waiting).Rejected);
    }

    [Fact]
    public void A_flow_is_taken_by_its_token_and_says_what_its_template_says()
    {
        var flow = new VendorSource<KlaviyoConnector>("""{"verification":{"kind":"token","header":"X-Webhook-Token"}}""");
        const string Body = """{"profile_id":"p7","email":"Ada@example.com","first_name":"Ada","magic_link":"https://canary"}""";
        var request = VendorSource<KlaviyoConnector>.Request(Body, headers: ("X-Webhook-Token", "s3"));
        Assert.Equal(WebhookVerdict.Genuine, flow.Source.Verify(request, [new SecretValue("s3")], VendorSource<KlaviyoConnector>.Now));
        Assert.Equal(WebhookVerdict.Mismatch, flow.Source.Verify(request, [new SecretValue("s4")], VendorSource<KlaviyoConnector>.Now));
        Assert.Equal(WebhookVerdict.Missing, Klaviyo.Source.Verify(request, [new SecretValue("s3")], VendorSource<KlaviyoConnector>.Now));
        var change = flow.Change(Body);
        Assert.Equal(("p7", ChangeKind.Upsert), (change.Record.Key, change.Kind));
        flow.AssertNowhere("canary", Body);
    }

    [Fact]
    public void Texts_and_tokens_of_links_are_not_kept() =>
        Klaviyo.AssertNowhere("canary", Event("clicked_email", ",\"URL\":\"https://a.example/?t=canary\",\"Subject\":\"canary\",\"reset\":\"canary\""));

    private static string Event(string topic, string more = "", string included = "") => """
        {"data":[{"external_id":"a1","topic":"event:klaviyo.TOPIC","payload":{"data":{"attributes":{"datetime":"2026-04-13T22:16:46+00:00","event_properties":{"method":"x"MORE}},"relationships":{"profile":{"data":{"id":"p1"}}}}INCLUDED}}],"meta":{"klaviyo_webhook_id":"w"}}
        """.Replace("TOPIC", topic, StringComparison.Ordinal).Replace("MORE", more, StringComparison.Ordinal).Replace("INCLUDED", included, StringComparison.Ordinal);
}
