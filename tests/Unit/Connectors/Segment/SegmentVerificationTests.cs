using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Segment;
using static ServerlessCdi.Tests.Unit.Connectors.Segment.SegmentRig;

namespace ServerlessCdi.Tests.Unit.Connectors.Segment;

public sealed class SegmentVerificationTests
{
    private static readonly SecretValue[] Live = [new("WK-old"), new(WriteKey)];

    [Theory]
    [InlineData("Basic", WriteKey + ":", WebhookVerdict.Genuine)]
    [InlineData("basic", "WK-old:", WebhookVerdict.Genuine)]
    [InlineData("Basic", WriteKey + ":ignored", WebhookVerdict.Genuine)]
    [InlineData("Basic", WriteKey, WebhookVerdict.Genuine)]
    [InlineData("Basic", "WK-Live:", WebhookVerdict.Mismatch)]
    [InlineData("Basic", "WK-liv:e", WebhookVerdict.Mismatch)]
    [InlineData("Basic", ":" + WriteKey, WebhookVerdict.Missing)]
    [InlineData("Bearer", WriteKey + ":", WebhookVerdict.Malformed)]
    public void The_user_of_basic_authentication_is_the_write_key(string scheme, string credential, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify("{}", $"{scheme} {Convert.ToBase64String(Encoding.UTF8.GetBytes(credential))}"));

    [Theory]
    [InlineData("Basic %%%")]
    [InlineData("Basic")]
    [InlineData("WK-live")]
    public void A_header_of_another_form_is_malformed(string header) => Assert.Equal(WebhookVerdict.Malformed, Verify("{}", header));

    [Theory]
    [InlineData("""{"batch":[{"a":{"writeKey":"no"}}],"writeKey":"WK-live"}""", WebhookVerdict.Genuine)]
    [InlineData("""{"writeKey":"WK-live", and then no more JSON""", WebhookVerdict.Genuine)]
    [InlineData("""{"writeKey":"WK-dead"}""", WebhookVerdict.Mismatch)]
    [InlineData("""{"batch":[{"writeKey":"WK-live"}]}""", WebhookVerdict.Missing)]
    [InlineData("""{"writeKey":null}""", WebhookVerdict.Missing)]
    [InlineData("""["WK-live"]""", WebhookVerdict.Missing)]
    [InlineData("""{"a":""", WebhookVerdict.Malformed)]
    [InlineData("", WebhookVerdict.Malformed)]
    [InlineData("""{"writeKey":"\ud800"}""", WebhookVerdict.Malformed)]
    public void Without_a_header_the_write_key_is_a_member_of_the_body(string body, WebhookVerdict verdict) =>
        Assert.Equal(verdict, Verify(body, header: null));

    [Fact]
    public void A_packed_body_may_hold_the_write_key()
    {
        var request = Request("batch", Gzip("""{"batch":[],"writeKey":"WK-live"}"""), ("content-encoding", "gzip"));

        Assert.Equal(WebhookVerdict.Genuine, Source.Verify(request, Live, ReceivedAt));
    }

    [Fact]
    public void The_header_counts_before_the_body() =>
        Assert.Equal(WebhookVerdict.Mismatch, Verify("""{"writeKey":"WK-live"}""", "Basic V0stZGVhZDo="));

    [Fact]
    public void Without_a_secret_nothing_is_genuine() => Assert.Equal(
        WebhookVerdict.NoSecret,
        Source.Verify(Request("track", "{}", ("Authorization", "Basic Og==")), [], ReceivedAt));

    [Fact]
    public void An_empty_secret_fits_no_empty_key() => Assert.Equal(
        WebhookVerdict.Missing,
        Source.Verify(Request("track", "{}", ("Authorization", "Basic Og==")), [new("")], ReceivedAt));

    [Fact]
    public void A_signed_sample_is_genuine()
    {
        var connector = new SegmentConnector();
        var secret = connector.MintSecret();
        var headers = connector.Sign(new("POST", new Uri("https://cdi.example.com/v1/track"), "{}"u8.ToArray(), "1"), secret.Signing, ReceivedAt);

        Assert.NotEqual(secret.Signing, connector.MintSecret().Signing);
        Assert.Equal(
            WebhookVerdict.Genuine,
            Source.Verify(Request("track", "{}", ("Authorization", headers["authorization"])), [new(secret.Verifying)], ReceivedAt));
    }

    [Theory]
    [InlineData("identify", "v1/identify")]
    [InlineData("track-order", "v1/track")]
    [InlineData("mixed", "v1/batch")]
    public void A_sample_goes_to_the_call_that_it_is_named_for(string sample, string route) =>
        Assert.Equal(route, new SegmentConnector().SampleRoute("site", sample));

    private static WebhookVerdict Verify(string body, string? header) => Source.Verify(
        header is null ? Request("batch", body) : Request("batch", body, ("Authorization", header)), Live, ReceivedAt);
}
