using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Slack;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Slack;

public sealed class SlackReaderTests
{
    private const string Canary = "canary-7f3a";
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Challenge = """{"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}""";

    [Theory]
    [InlineData("team_join")]
    [InlineData("user_change")]
    [InlineData("user_profile_changed")]
    public void A_member_is_a_contact(string type)
    {
        var change = One(type, """{"id":"U1","profile":{"email":"Ada@Example.com","phone":"+442079460999","first_name":"Ada","title":"Analyst"},"tz":"Europe/London"}""");
        Assert.Equal((ChangeKind.Upsert, new RecordRef("contact", "U1"), "Ev1"), (change.Kind, change.Record, change.Id));
        Assert.Equal(["ada@example.com", "+442079460999"], change.Identifiers.Select(i => i.Value));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1764113600), change.OccurredAt);
    }

    [Fact]
    public void A_member_who_was_taken_out_is_deleted() =>
        Assert.Equal(ChangeKind.Delete, One("user_change", """{"id":"U1","deleted":true}""").Kind);

    [Fact]
    public void A_bot_is_nobody() =>
        Assert.Equal(["user_change (bot)"], OneDelivery.Read<SlackConnector>(Event("user_change", """{"id":"B1","is_bot":true}""")).Ignored);

    [Theory]
    [InlineData("message", "\"U1\"")]
    [InlineData("reaction_added", "\"U1\"")]
    public void Other_events_are_acknowledged_and_counted(string type, string user) =>
        Assert.Equal([type], OneDelivery.Read<SlackConnector>(Event(type, user)).Ignored);

    [Theory]
    [InlineData("ssl_check=1&token=canary-7f3a", "ssl_check")]
    [InlineData("token=canary-7f3a&command=%2Fcdi&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcanary-7f3a", "command")]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22%2C%22token%22%3A%22canary-7f3a%22%7D", "block_actions")]
    public void A_form_is_acknowledged_by_its_name(string body, string name)
    {
        var reading = OneDelivery.Read<SlackConnector>(body);
        Assert.Equal([name], reading.Ignored);
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void The_challenge_is_answered_only_where_it_is_signed()
    {
        var source = (IWebhookHandshake)OneDelivery.Bind<SlackConnector>();
        var answer = source.Handshake(Signed(Challenge), [new(Secret)], OneDelivery.Now);
        Assert.Equal((200, "text/plain", "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"), (answer?.Status, answer?.ContentType, answer?.Body));
        Assert.Null(source.Handshake(Signed(Challenge), [new("another")], OneDelivery.Now));
        Assert.Null(source.Handshake(OneDelivery.Request(Challenge), [new(Secret)], OneDelivery.Now));
        Assert.Null(source.Handshake(Signed(Challenge), [new(Secret)], OneDelivery.Now.AddMinutes(6)));
        Assert.Null(source.Handshake(Signed(Event("message", "\"url_verification\"")), [new(Secret)], OneDelivery.Now));
    }

    [Fact]
    public void The_tokens_around_a_profile_are_not_kept()
    {
        var body = Event("user_change", $$"""{"id":"U1","profile":{"email":"ada@example.com","image_24":"https://a.example/{{Canary}}","api_app_id":"{{Canary}}"} }""").Replace("\"token\":\"t\"", $"\"token\":\"{Canary}\"", StringComparison.Ordinal);
        var reading = OneDelivery.Read<SlackConnector>(body, mapping: """{"objects":{"contact":{"unmapped":"keep"}}}""");
        Assert.Single(reading.Changes);
        Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_another_workspace_waits_in_quarantine() =>
        Assert.Single(OneDelivery.Read<SlackConnector>(Event("user_change", """{"id":"U1"}"""), """{"team":"T9"}""").Rejected);

    private static WebhookRequest Signed(string body)
    {
        var request = OneDelivery.Request(body);
        return request with { Headers = new SlackConnector().Sign(new("POST", request.Url, Encoding.UTF8.GetBytes(body), "m"), Secret, OneDelivery.Now) };
    }

    private static Change One(string type, string user) => Assert.Single(OneDelivery.Read<SlackConnector>(Event(type, user)).Changes);

    private static string Event(string type, string user) =>
        $$"""{"token":"t","team_id":"T1","api_app_id":"A1","event":{"type":"{{type}}","user":{{user}},"event_ts":"1764113600.000200"},"type":"event_callback","event_id":"Ev1","event_time":1764113600}""";
}
