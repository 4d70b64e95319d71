using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.OneTrust;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.OneTrust;

public sealed class OneTrustReaderTests
{
    private const string Canary = "canary-token-7f3a";

    [Theory]
    [InlineData("ACTIVE", ConsentState.Granted)]
    [InlineData("PENDING", ConsentState.Pending)]
    [InlineData("WITHDRAWN", ConsentState.Withdrawn)]
    [InlineData("OPT_OUT", ConsentState.Withdrawn)]
    [InlineData("HARD_OPT_OUT", ConsentState.Withdrawn)]
    [InlineData("EXPIRED", ConsentState.Expired)]
    [InlineData("NO_CONSENT", ConsentState.Denied)]
    public void A_status_is_a_state(string status, ConsentState state)
    {
        var consent = Assert.Single(Consents(Profile("p1", status)).Single().Consents);
        Assert.Equal(("onetrust_p1", "*", state), (consent.Purpose, consent.Channel, consent.State));
    }

    [Fact]
    public void That_nobody_objected_says_not_that_anybody_agreed() => Assert.Empty(Consents(Profile("p1", "NOT_OPTED_OUT")));

    [Fact]
    public void A_status_that_nobody_knows_waits()
    {
        var reading = Read(Message(Profile("p1", "MAYBE")));
        Assert.Single(reading.Rejected);
        Assert.DoesNotContain(reading.Changes, c => c.Consents.Count > 0);
    }

    [Fact]
    public void A_yes_counts_from_its_own_date_and_a_no_never_from_before_it()
    {
        const string Dates = """ ,"ConsentDate":"1600000000","WithdrawalDate":"1500000000","LastTransaction":"1600000100" """;
        Assert.Equal(1600000000, Consents(Profile("p1", "ACTIVE", Dates)).Single().OccurredAt.ToUnixTimeSeconds());
        Assert.Equal(1600000100, Consents(Profile("p1", "OPT_OUT", Dates)).Single().OccurredAt.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(""" ,"ConsentDate":"" """)]
    [InlineData(""" ,"ConsentDate":"4102444800" """)]
    public void Without_a_date_that_can_be_the_event_s_time_counts(string dates) =>
        Assert.Equal(new DateTimeOffset(2020, 1, 9, 16, 35, 26, 277, TimeSpan.Zero), Consents(Profile("p1", "ACTIVE", dates)).Single().OccurredAt);

    [Fact]
    public void Topics_and_options_are_taken_where_the_source_names_them_and_count_no_more_than_their_purpose()
    {
        const string Options = """{"purposes":{"p1":{"purpose":"marketing","channel":"email"},"t1":{"purpose":"fishing"},"KEY2":{"purpose":"hunting"},"o1":{"purpose":"news"},"Old option":{"purpose":"old"},"o3":{"purpose":"unsaid"}}}""";
        const string More = ""","topics":[{"topicGuid":"t1","value":true},{"topicGuid":"t2","integrationKey":"key2","value":false},{"topicGuid":"t3","value":true}],"customPreferences":[{"options":[{"guid":"o1","value":false},{"guid":"o2","name":"Old option","value":true},{"guid":"o3","name":"Unsaid"}]}]""";
        Assert.Equal(
            [("marketing", ConsentState.Granted), ("hunting", ConsentState.Denied), ("news", ConsentState.Denied), ("fishing", ConsentState.Granted), ("old", ConsentState.Granted)],
            States(Profile("p1", "ACTIVE", "", More), Options));
        Assert.Contains(("fishing", ConsentState.Withdrawn), States(Profile("p1", "WITHDRAWN", "", More), Options));
    }

    [Fact]
    public void A_purpose_that_stands_there_twice_is_said_once() =>
        Assert.Single(Consents($"{Profile("p1", "ACTIVE")},{Profile("p1", "ACTIVE")}"));

    [Fact]
    public void Who_unsubscribes_from_all_takes_back_every_purpose_that_is_named()
    {
        var body = Message("").Replace("\"profiles\"", "\"unsubscribeAll\":true,\"profiles\"", StringComparison.Ordinal);
        var plain = OneDelivery.Read<OneTrustConnector>(body).Changes[^1];
        Assert.Equal(("marketing", "*", ConsentState.Withdrawn), (plain.Consents[0].Purpose, plain.Consents[0].Channel, plain.Consents[0].State));
        var named = OneDelivery.Read<OneTrustConnector>(body, """{"purposes":{"a":{"purpose":"news","channel":"sms"}}}""").Changes[^1];
        Assert.Equal(("news", "sms"), (named.Consents[0].Purpose, named.Consents[0].Channel));
    }

    [Fact]
    public void The_person_is_the_guid_and_the_email_of_the_data_subject_alone()
    {
        var change = Read(Message("")).Changes[0];
        Assert.Equal("aa85841a", change.Record.Key);
        Assert.Equal(["email=john@example.com"], change.Identifiers.Select(i => $"{i.Type}={i.Value}"));
    }

    [Fact]
    public void A_template_may_send_the_payload_alone()
    {
        var body = $$"""{"dataSubjectGuid":"aa85841a","dataSubjectEmail":"john@example.com","profiles":[{{Profile("p1", "ACTIVE")}}]}""";
        Assert.Equal([ChangeKind.Upsert, ChangeKind.Consent], Read(body).Changes.Select(c => c.Kind));
    }

    [Fact]
    public void A_message_that_is_processed_again_is_the_same_change_and_the_next_is_another()
    {
        string Ids(string number) => string.Join(' ', Read(Message(Profile("p1", "ACTIVE"), number)).Changes.Select(c => c.Id));
        Assert.Equal(Ids("1"), Ids("1"));
        Assert.NotEqual(Ids("1"), Ids("2"));
    }

    [Fact]
    public void Password_and_magic_link_are_kept_nowhere_not_even_where_a_part_waits()
    {
        string[] bodies =
        [
            Message(Profile("p1", "ACTIVE")),
            Message(Profile("p1", "MAYBE")),
            Message(Profile("p1", "MAYBE")).Replace("MagicLink", "M\\u0061gicLink", StringComparison.Ordinal),
            $"[{Message(Profile("p1", "MAYBE"))},1]",
            Message("{")[..^3],
            Message("").Replace("\"3010\"", "\"9\"", StringComparison.Ordinal),
            $"{{\"MagicLink\":\"{Canary}\",\"MagicLink\":\"{Canary}\"}}",
            $"{{\"MagicLink\":\"{Canary}\",\"a\":\"\\ud800\"}}",
        ];
        Assert.All(bodies, body => Assert.DoesNotContain(Canary, OneDelivery.Everything(Read(body)), StringComparison.Ordinal));
        var waiting = Assert.Single(Read(bodies[1]).Rejected);
        Assert.Contains("John", Encoding.UTF8.GetString(waiting.Raw.Span), StringComparison.Ordinal);
        Assert.Single(Read(Encoding.UTF8.GetString(waiting.Raw.Span)).Rejected);
    }

    private static IEnumerable<(string, ConsentState)> States(string profile, string options) =>
        OneDelivery.Read<OneTrustConnector>(Message(profile), options).Changes[1].Consents.Select(c => (c.Purpose, c.State));

    private static List<Change> Consents(string profiles) => [.. Read(Message(profiles)).Changes.Where(c => c.Kind == ChangeKind.Consent)];

    private static WebhookReading Read(string body) => OneDelivery.Read<OneTrustConnector>(body);

    private static string Profile(string purpose, string status, string dates = "", string more = "") =>
        $$$"""{"purposeId":"{{{purpose}}}","profileFields":{"TransactionStatus":"{{{status}}}"{{{dates}}}}{{{more}}}}""";

    private static string Message(string profiles, string number = "1578587726277") =>
        $$$"""{"eventId":"e1","eventTime":"2020-01-09T16:35:26.277+0000","eventType":"3010","payload":{"dataSubjectGuid":"aa85841a","dataSubjectEmail":"John@example.com","contactFields":{"FirstName":"John","Email":"else@example.com","Password":"{{{Canary}}}","MagicLink":"{{{Canary}}}"},"profiles":[{{{profiles}}}]},"messageKey":"k","messageSequenceNumber":{{{number}}}}""";
}
