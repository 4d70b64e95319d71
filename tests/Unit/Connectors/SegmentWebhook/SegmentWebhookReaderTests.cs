using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.SegmentWebhook;
using ServerlessCdi.Connectors.Signatures;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.SegmentWebhook;

public sealed class SegmentWebhookReaderTests
{
    private const string Canary = "canary-token-7f3a";
    private const string Trusted = """{"batch":"trusted"}""";

    private static readonly string First = Event("identify", "u1", "m1", """ "traits":{"first_name":"Ada"}""");
    private static readonly string Second = Event("track", "u2", "m2", """ "event":"Signed Up" """);

    [Fact]
    public void Of_a_batch_only_the_first_event_is_taken_for_only_that_is_signed()
    {
        var reading = Read($"[{First},{Second}]");
        Assert.Equal("u1", Assert.Single(reading.Changes).Record.Key);
        var part = Assert.Single(reading.Rejected);
        Assert.Contains("unsigned", part.Reason, StringComparison.Ordinal);
        Assert.Equal(Second, Encoding.UTF8.GetString(part.Raw.Span));
    }

    [Fact]
    public void An_unsigned_event_that_is_replayed_waits_on_until_the_option_trusts_batches()
    {
        var part = Assert.Single(Read($"[{First},{Second}]").Rejected);
        var replay = OneDelivery.Request(Second) with { Index = part.Index };
        Assert.Empty(OneDelivery.Bind<SegmentWebhookConnector>().Read(replay).Changes);
        Assert.Equal("u2", Assert.Single(OneDelivery.Bind<SegmentWebhookConnector>(Trusted).Read(replay).Changes).Record.Key);
    }

    [Fact]
    public void A_trusted_batch_is_taken_whole() => Assert.Equal(["u1", "u2"], Read($"[{First},{Second}]", Trusted).Changes.Select(c => c.Record.Key));

    [Fact]
    public void A_batch_is_genuine_by_the_first_event_as_it_stands_in_the_body()
    {
        var body = $"[ {{ \"type\" : \"identify\" }} , {Second}]";
        Assert.Equal(WebhookVerdict.Genuine, Verify(body, """{ "type" : "identify" }"""));
        Assert.Equal(WebhookVerdict.Genuine, Verify(body, body));
        Assert.Equal(WebhookVerdict.Mismatch, Verify(body, """{"type":"identify"}"""));
        Assert.Equal(WebhookVerdict.Mismatch, Verify($"[{Second},{First}]", First));
        Assert.Equal(WebhookVerdict.Mismatch, Verify("[[1]]", "[1]"));
    }

    /// <summary>Secret and properties of the vendor's own test (webhook.test.ts); the signatures were made with Python's hmac.</summary>
    [Theory]
    [InlineData("""{"cool":true}""", "5099cab379b3be52908387457007040cc934ef86")]
    [InlineData("""[{"cool":false},{"cool":true}]""", "c702b94a2569dd8d2f7185ce0ae951021bef4706")]
    public void A_signature_made_elsewhere_is_genuine(string body, string signature)
    {
        var source = OneDelivery.Bind<SegmentWebhookConnector>();
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(OneDelivery.Request(body, ("X-Signature", signature)), [new("abc123")], OneDelivery.Now));
        Assert.Equal(WebhookVerdict.Mismatch, source.Verify(OneDelivery.Request(body, ("X-Signature", signature)), [new("abc124")], OneDelivery.Now));
    }

    [Fact]
    public void A_deletion_is_one_that_a_privacy_law_asked_for()
    {
        var change = One("""{"type":"delete","userId":"019mr8mf4r","timestamp":"2012-12-02T00:30:08.276Z"}""");
        Assert.Equal((ChangeKind.Delete, true, "019mr8mf4r"), (change.Kind, change.Privacy, change.Record.Key));
    }

    [Fact]
    public void A_visitor_is_a_record_of_its_own_and_the_first_event_with_both_ids_ties_them()
    {
        Assert.Equal("anonymous:a1", One("""{"type":"page","messageId":"m","anonymousId":"a1","name":"Home"}""").Record.Key);
        var both = One("""{"type":"page","messageId":"m","anonymousId":"a1","userId":"u1"}""");
        Assert.Equal("u1", both.Record.Key);
        Assert.Contains(new Identifier(Identifier.AnonymousId, "a1"), both.Identifiers);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("-1")]
    [InlineData("anonymous")]
    [InlineData("0000-0000")]
    public void Ids_that_libraries_write_for_nobody_are_none(string id)
    {
        Assert.Single(Read(Event("identify", id, "m", """ "traits":{}""")).Rejected);
        var change = One("""{"type":"identify","userId":"u1","anonymousId":"ID","traits":{}}""".Replace("ID", id, StringComparison.Ordinal));
        Assert.DoesNotContain(change.Identifiers, i => i.Type == Identifier.AnonymousId);
    }

    [Fact]
    public void A_group_is_a_company_and_something_that_the_person_now_belongs_to()
    {
        var changes = Read(Event("group", "u1", "m1", """ "groupId":"g1","traits":{"name":"Initech","employees":329,"total billed":830}""")).Changes;
        Assert.Equal(["company g1", "contact u1"], changes.Select(c => $"{c.Record.Object} {c.Record.Key}"));
        Assert.Equal("329", changes[0].Fields.Single(f => f.Name == "employees").Value.Json);
        Assert.Equal(("group", "g1"), (changes[1].Event!.Name, changes[1].Fields.Single().Value.AsText())); // a group call is an event
        Assert.NotEqual(changes[0].Id, changes[1].Id);
    }

    [Fact]
    public void An_alias_ties_the_former_id_to_the_person_whichever_it_was()
    {
        var change = One(Event("alias", "u1", "m1", """ "previousId":"old" """));
        Assert.Contains(new Identifier(Identifier.UserId, "old"), change.Identifiers);
        Assert.Contains(new Identifier(Identifier.AnonymousId, "old"), change.Identifiers);
        Assert.Single(Read(Event("alias", "u1", "m1", """ "previousId":"null" """)).Rejected);
    }

    [Fact]
    public void A_trait_that_is_null_was_cleared_and_one_without_an_entry_keeps_its_name()
    {
        var fields = One(Event("identify", "u1", "m1", """ "traits":{"phone":null,"plan":"gold","address":{"zip":"N1"},"postalCode":"ignored"}""")).Fields;
        Assert.True(fields.Single(f => f.Name == "phone").Value.IsNull);
        Assert.Equal("gold", fields.Single(f => f.Name == "plan").Value.AsText());
        Assert.Equal("N1", fields.Single(f => f.Name == "postalCode").Value.AsText());
    }

    [Fact]
    public void A_source_may_give_a_trait_the_name_of_another()
    {
        var mapping = """{"objects":{"contact":{"fields":[{"from":"subscriptionPlan","to":"plan"}]}}}""";
        var reading = OneDelivery.Read<SegmentWebhookConnector>(Event("identify", "u1", "m1", """ "traits":{"plan":"old","subscriptionPlan":"gold"}"""), "{}", mapping);
        Assert.Equal("gold", Assert.Single(reading.Changes).Fields.Single(f => f.Name == "plan").Value.AsText());
    }

    [Fact]
    public void Categories_are_consents_by_their_names_or_as_the_options_say()
    {
        const string Preferences = """ "event":"Segment Consent Preference Updated","context":{"consent":{"categoryPreferences":{"Advertising":false,"Analytics":true}}}""";
        var plain = One(Event("track", "u1", "m1", Preferences));
        Assert.Equal(ChangeKind.Consent, plain.Kind);
        Assert.Equal([("Advertising", "*", ConsentState.Denied), ("Analytics", "*", ConsentState.Granted)], plain.Consents.Select(c => (c.Purpose, c.Channel, c.State)));
        const string Options = """{"purposes":{"analytics":{"purpose":"marketing","channel":"email"},"advertising":{"purpose":"marketing","channel":"email"}}}""";
        var named = Assert.Single(Read(Event("track", "u1", "m1", Preferences), Options).Changes[0].Consents);
        Assert.Equal(("marketing", "email", ConsentState.Denied), (named.Purpose, named.Channel, named.State));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"consent":{}}""")]
    [InlineData("""{"consent":{"categoryPreferences":{}}}""")]
    public void Without_a_category_nothing_is_stated(string context) =>
        Assert.Empty(One(Event("identify", "u1", "m1", $""" "traits":{"{}"},"context":{context}""")).Consents);

    [Fact]
    public void A_time_in_the_future_is_not_believed()
    {
        var change = One("""{"type":"identify","userId":"u1","messageId":"m1","timestamp":"2099-01-01T00:00:00Z","traits":{}}""");
        Assert.True(change.TimeIsReceipt);
        Assert.Equal(OneDelivery.Now, change.OccurredAt);
    }

    [Fact]
    public void Secrets_and_the_tails_of_addresses_are_kept_nowhere()
    {
        string[] bodies =
        [
            Event("identify", "u1", "m1", $$""" "traits":{"password":"{{Canary}}","api_key":"{{Canary}}"}"""),
            Event("track", "u1", "m1", $$""" "event":"Login","properties":{"deep":[{"accessToken":"{{Canary}}","Session-ID":"{{Canary}}"}],"link":"https://a.example/reset?t={{Canary}}"}"""),
            Event("page", "u1", "m1", $$""" "name":"Reset","properties":{"url":"https://a.example/#{{Canary}}","search":"?t={{Canary}}","path":"/reset"}"""),
            Event("group", "u1", "m1", $$""" "groupId":"g1","traits":{"apiKey":"{{Canary}}"}"""),
        ];
        foreach (var body in bodies)
        {
            var reading = Read(body);
            Assert.NotEmpty(reading.Changes);
            Assert.DoesNotContain(Canary, OneDelivery.Everything(reading), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_option_that_is_none_is_a_mistake()
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<SegmentWebhookConnector>(errors, """{"batch":"all","purposes":{"A":{"channel":"email"}}}"""));
        Assert.Equal(["$.options.batch", "$.options.purposes.A.purpose"], errors.All.Select(e => e.Path));
    }

    private static WebhookVerdict Verify(string body, string signed)
    {
        var signature = Convert.ToHexStringLower(Hmac("abc123", signed));
        return OneDelivery.Bind<SegmentWebhookConnector>().Verify(OneDelivery.Request(body, ("x-signature", signature)), [new("old"), new("abc123")], OneDelivery.Now);
    }

    private static byte[] Hmac(string secret, string text) =>
        HmacCheck.Compute(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text));

    private static Change One(string body) => Assert.Single(Read(body).Changes);

    private static WebhookReading Read(string body, string options = "{}") => OneDelivery.Read<SegmentWebhookConnector>(body, options);

    private static string Event(string type, string user, string message, string more) =>
        $$"""{"type":"{{type}}","userId":"{{user}}","messageId":"{{message}}","timestamp":"2025-12-02T00:30:08.276Z",{{more.Trim()}}}""";
}
