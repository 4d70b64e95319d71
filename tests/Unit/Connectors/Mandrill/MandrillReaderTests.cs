using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mandrill;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.Mandrill;

public sealed class MandrillReaderTests
{
    private const string Url = "https://cdi.example.com/hooks/under-test";
    private const string EmptyList = "mandrill_events=%5B%5D";

    private static readonly VendorSource<MandrillConnector> Mandrill = new();

    [Fact]
    public void The_test_at_set_up_is_answered_before_there_is_a_key()
    {
        Assert.Equal(200, Handshake(Signed(EmptyList, "test-webhook"))?.Status);
        Assert.Equal(200, Handshake(VendorSource<MandrillConnector>.Request("", method: "HEAD"))?.Status);
    }

    [Theory]
    [InlineData(EmptyList, "another key")]
    [InlineData("mandrill_events=%5B%7B%22event%22%3A%22unsub%22%2C%22msg%22%3A%7B%22email%22%3A%22ada%40example.com%22%7D%7D%5D", "test-webhook")]
    [InlineData("mandrill_events=%5B%5D&mandrill_events=%5B%5D", "test-webhook")]
    [InlineData("mandrill_events=%5B%5D&more=1", "test-webhook")]
    public void The_key_that_everybody_knows_opens_the_door_for_nothing_but_an_empty_list(string body, string key)
    {
        var request = Signed(body, key);
        Assert.Null(Handshake(request));
        Assert.Equal(WebhookVerdict.Mismatch, Mandrill.Source.Verify(request, [new SecretValue("the real key")], VendorSource<MandrillConnector>.Now));
    }

    [Fact]
    public void An_unsigned_test_is_not_answered() => Assert.Null(Handshake(VendorSource<MandrillConnector>.Request(EmptyList)));

    [Fact]
    public void A_signature_for_another_url_is_refused()
    {
        var request = Signed(EmptyList, "key") with { Url = new Uri("https://cdi.example.com/hooks/other") };
        Assert.Equal(WebhookVerdict.Mismatch, Mandrill.Source.Verify(request, [new SecretValue("key")], VendorSource<MandrillConnector>.Now));
    }

    [Theory]
    [InlineData("unsub", "Withdrawn", null)]
    [InlineData("spam", "Withdrawn", "\"complained\"")]
    [InlineData("hard_bounce", null, "\"bounced\"")]
    [InlineData("soft_bounce", null, null)]
    [InlineData("reject", null, null)]
    [InlineData("open", null, null)]
    public void A_complaint_is_a_refusal_and_a_bounce_is_none(string name, string? consent, string? status)
    {
        var change = Mandrill.Change(Body($$"""{"event":"{{name}}","msg":{"email":"ada@example.com"},"ts":1764113600}"""));
        Assert.Equal(consent, change.Consents.Count == 0 ? null : Assert.Single(change.Consents).State.ToString());
        Assert.Equal(status, change.Fields.Count == 0 ? null : Assert.Single(change.Fields).Value.Json);
        Assert.Equal("ada@example.com", change.Record.Key);
    }

    [Theory]
    [InlineData("add", "hard-bounce", null, "\"bounced\"")]
    [InlineData("add", "custom", "Withdrawn", "\"suppressed\"")]
    [InlineData("change", "unsub", "Withdrawn", "\"unsubscribed\"")]
    [InlineData("add", "spam", "Withdrawn", "\"complained\"")]
    [InlineData("remove", "unsub", null, "null")]
    public void The_reject_list_is_a_suppression_that_no_removal_turns_into_a_yes(string action, string reason, string? consent, string status)
    {
        var change = Mandrill.Change(Body($$$"""{"type":"blacklist","action":"{{{action}}}","reject":{"reason":"{{{reason}}}","email":"Ada@example.com","expired":false},"ts":1764113600}"""));
        Assert.Equal(consent, change.Consents.Count == 0 ? null : Assert.Single(change.Consents).State.ToString());
        Assert.Equal(status, Assert.Single(change.Fields).Value.Json);
    }

    [Fact]
    public void The_source_says_what_an_unsubscription_refuses()
    {
        var source = new VendorSource<MandrillConnector>("""{"purpose":"receipts"}""");
        var consent = Assert.Single(source.Change(Body("""{"event":"unsub","msg":{"email":"ada@example.com"},"ts":1}""")).Consents);
        Assert.Equal(("receipts", "email", ConsentState.Withdrawn), (consent.Purpose, consent.Channel, consent.State));
    }

    [Fact]
    public void Tokens_in_links_and_metadata_that_nobody_named_are_not_kept() => Mandrill.AssertNowhere(
        "canary",
        Body("""{"event":"click","msg":{"email":"ada@example.com","metadata":{"reset":"canary"},"clicks":[{"url":"https://a.example/?t=canary"}]},"url":"https://a.example/?t=canary","ip":"canary","ts":1}"""));

    [Fact]
    public void Named_metadata_is_kept()
    {
        var source = new VendorSource<MandrillConnector>("""{"metadata":["order"]}""");
        var change = source.Change(Body("""{"event":"send","msg":{"email":"ada@example.com","metadata":{"order":"7"}},"ts":1}"""));
        Assert.Equal("""{"order":"7"}""", change.Event?.Properties.Json);
    }

    [Fact]
    public void One_bad_event_waits_alone_and_can_be_read_again_when_it_is_mended()
    {
        var reading = Mandrill.Read($"mandrill_events={Uri.EscapeDataString("""[{"event":"open","msg":{"email":"ada@example.com"},"ts":1},{"event":"open","ts":1}]""")}");
        Assert.Single(reading.Changes);
        var waiting = Encoding.UTF8.GetString(Assert.Single(reading.Rejected).Raw.Span);
        Assert.Equal("""{"event":"open","ts":1}""", waiting);
        Assert.Equal("ada@example.com", Mandrill.Change(waiting.Replace("\"ts\"", "\"msg\":{\"email\":\"ada@example.com\"},\"ts\"", StringComparison.Ordinal)).Record.Key);
    }

    private static WebhookAnswer? Handshake(WebhookRequest request) =>
        Assert.IsType<IWebhookHandshake>(Mandrill.Source, exactMatch: false).Handshake(request, [], VendorSource<MandrillConnector>.Now);

    private static string Body(string e) => $"mandrill_events={Uri.EscapeDataString($"[{e}]")}";

    private static WebhookRequest Signed(string body, string key)
    {
        var fields = body.Split('&').Select(pair => Uri.UnescapeDataString(pair.Replace("=", "", StringComparison.Ordinal)));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(Encoding.UTF8.GetBytes(Url + string.Concat(fields)));
        return VendorSource<MandrillConnector>.Request(body, Url, headers: ("X-Mandrill-Signature", Convert.ToBase64String(hmac.GetHashAndReset())));
    }
}
