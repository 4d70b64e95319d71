using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Twilio;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Twilio;

public sealed class TwilioReaderTests
{
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Call = "CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309";
    private const string Json = "{\"property\": \"value\", \"boolean\": true}";

    private static readonly VendorSource<TwilioConnector> Twilio = new();

    [Theory]
    [InlineData(Url, Call, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:1234/myapp.php?foo=1&bar=2", Call, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com:1234/myapp.php?foo=1&bar=2", Call, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=")]
    [InlineData(Url, Call, "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", Call, "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData(Url, "Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234", "IK+Dwps556ElfBT0I3Rgjkr1wJU=")]
    [InlineData(Url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620", Json, "a9nBmqA0ju/hNViExpshrM61xv4=")]
    public void The_vendor_s_published_signatures_are_genuine(string url, string body, string signature) =>
        Assert.Equal(WebhookVerdict.Genuine, Verify(url, body, signature));

    [Fact]
    public void Behind_a_proxy_the_hash_follows_from_the_body() => Assert.Equal(WebhookVerdict.Genuine, Verify(Url, Json, "a9nBmqA0ju/hNViExpshrM61xv4="));

    [Theory]
    [InlineData(Url + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620", "{\"property\": \"other\"}", "a9nBmqA0ju/hNViExpshrM61xv4=")]
    [InlineData(Url + "&more=1", Call, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://othercompany.com/myapp.php?foo=1&bar=2", Call, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void Another_body_or_url_is_refused(string url, string body, string signature) => Assert.Equal(WebhookVerdict.Mismatch, Verify(url, body, signature));

    [Theory]
    [InlineData("&Body=whatever&OptOutType=STOP", "sms Withdrawn")]
    [InlineData("&Body=Stop.", "sms Withdrawn")]
    [InlineData("&Body=unsubscribe", "sms Withdrawn")]
    [InlineData("&Body=START", "sms Granted")]
    [InlineData("&OptOutType=START", "sms Granted")]
    [InlineData("&Body=yes", null)]
    [InlineData("&Body=please+do+not+stop", null)]
    [InlineData("&Body=STOP&OptOutType=HELP", null)]
    public void A_word_refuses_or_allows_and_what_twilio_makes_of_it_counts_first(string more, string? consent)
    {
        var change = Twilio.Change($"MessageSid=SM1&From=%2B442079460123&To=%2B442079460999{more}");
        Assert.Equal(consent, change.Consents.Count == 0 ? null : string.Join(',', change.Consents.Select(c => $"{c.Channel} {c.State}")));
        Assert.Equal(("+442079460123", "SM1"), (change.Record.Key, change.Id));
        Assert.True(change.TimeIsReceipt);
    }

    [Fact]
    public void Whatsapp_is_another_channel_of_the_same_number()
    {
        var change = Twilio.Change("MessageSid=SM1&From=whatsapp%3A%2B442079460123&Body=STOP");
        Assert.Equal(("+442079460123", "whatsapp"), (change.Record.Key, Assert.Single(change.Consents).Channel));
    }

    [Fact]
    public void A_message_that_twilio_did_not_send_to_somebody_who_said_stop_is_a_refusal_by_the_receiver()
    {
        var change = Twilio.Change("MessageSid=SM1&From=%2B442079460999&To=%2B442079460123&MessageStatus=undelivered&ErrorCode=21610");
        Assert.Equal(("+442079460123", ChangeKind.Event), (change.Record.Key, change.Kind));
        Assert.Equal("sms_undelivered", change.Event?.Name);
        Assert.Single(change.Consents);
    }

    [Fact]
    public void A_status_is_another_change_than_the_message_and_than_the_next_status()
    {
        var ids = new[] { "delivered", "failed" }.Select(status => Twilio.Change($"MessageSid=SM1&To=%2B442079460123&MessageStatus={status}").Id);
        Assert.Equal(["SM1/delivered", "SM1/failed"], ids);
    }

    [Fact]
    public void The_source_adds_words_of_its_own()
    {
        var source = new VendorSource<TwilioConnector>("""{"stopWords":["Stopp"],"startWords":["YES"],"purpose":"offers"}""");
        Assert.Equal("offers", Assert.Single(source.Change("MessageSid=1&From=%2B442079460123&Body=stopp").Consents).Purpose);
        Assert.Single(source.Change("MessageSid=1&From=%2B442079460123&Body=yes").Consents);
    }

    [Fact]
    public void An_event_stream_is_read_as_a_list()
    {
        var change = Twilio.Change("""[{"specversion":"1.0","type":"com.twilio.messaging.inbound-message.received","id":"EZ1","time":"2026-01-01T00:00:00.000Z","data":{"messageSid":"SM1","from":"+442079460123","to":"+442079460999","body":"STOP"}}]""");
        Assert.Equal(("SM1", false), (change.Id, change.TimeIsReceipt));
        Assert.Single(change.Consents);
    }

    [Fact]
    public void A_message_s_text_is_not_kept() => Twilio.AssertNowhere("canary", "MessageSid=SM1&From=%2B442079460123&Body=my+code+is+canary&MediaUrl0=https://api.twilio.com/canary");

    [Fact]
    public void The_answer_sends_nothing_back() => Assert.Equal("<Response/>", Twilio.Source.Accepted(WebhookReading.Empty).Body);

    private static WebhookVerdict Verify(string url, string body, string signature) => Twilio.Source.Verify(
        VendorSource<TwilioConnector>.Request(body, url, headers: ("X-Twilio-Signature", signature)), [new SecretValue("12345")], VendorSource<TwilioConnector>.Now);
}
