using ServerlessCdi.Connectors.Postscript;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Tests.Unit.Connectors.Postscript;

public sealed class PostscriptReaderTests
{
    private static readonly VendorSource<PostscriptConnector> Postscript = new();

    [Theory]
    [InlineData("shop.subscriber.opt_in", "", ChangeKind.Upsert, "Granted")]
    [InlineData("shop.subscriber.opt_out", "", ChangeKind.Consent, "Withdrawn")]
    [InlineData("shop.incoming_message", ",\"is_opt_out\":true", ChangeKind.Event, "Withdrawn")]
    [InlineData("shop.incoming_message", ",\"is_opt_out\":false", ChangeKind.Event, "")]
    [InlineData("shop.email_collected", ",\"email\":\"ada@example.com\"", ChangeKind.Upsert, "")]
    [InlineData("shop.shop.email_collected", ",\"email\":\"ada@example.com\"", ChangeKind.Upsert, "")]
    public void Opting_in_and_out_is_a_consent_by_text_message(string name, string more, ChangeKind kind, string states)
    {
        var change = Postscript.Change(Event(name, more));
        Assert.Equal((kind, "s_1"), (change.Kind, change.Record.Key));
        Assert.Equal(states, string.Join(',', change.Consents.Select(c => c.State)));
        Assert.All(change.Consents, c => Assert.Equal(("marketing", "sms"), (c.Purpose, c.Channel)));
    }

    [Theory]
    [InlineData("{}", 23)]
    [InlineData("""{"timeZone":"America/New_York"}""", 28)]
    public void A_time_without_a_zone_is_in_the_source_s(string options, int hours) => Assert.Equal(
        new DateTimeOffset(2025, 11, 25, 0, 33, 20, TimeSpan.Zero).AddHours(hours),
        new VendorSource<PostscriptConnector>(options).Change(Event("shop.subscriber.opt_out", "")).OccurredAt);

    [Fact]
    public void A_zone_that_does_not_exist_is_a_mistake() =>
        Assert.Contains(VendorSource<PostscriptConnector>.Mistakes("""{"timeZone":"Mars/Olympus"}"""), m => m.Contains("timeZone", StringComparison.Ordinal));

    [Fact]
    public void Without_a_subscriber_the_number_is_the_key()
    {
        var change = Postscript.Change("""{"event":"shop.subscriber.opt_out","event_time":"2025-11-25T23:33:20","event_data":{"id":"x_9","phone_number":"+1 202 555 0146"}}""");
        Assert.Equal("+12025550146", change.Record.Key);
    }

    [Fact]
    public void One_that_leads_to_nobody_waits_in_quarantine() =>
        Assert.Single(Postscript.Read("""{"event":"shop.subscriber.opt_out","event_time":"2025-11-25T23:33:20","event_data":{"id":"x_9"}}""").Rejected);

    [Fact]
    public void A_message_s_text_is_not_kept() => Postscript.AssertNowhere("canary", Event("shop.incoming_message", ",\"body\":\"my code is canary\""));

    private static string Event(string name, string more) => $$$"""
        {"webhook_id":"w","resource_type":"shop","resource_id":"shop_1","event_time":"2025-11-25T23:33:20","event":"{{{name}}}","event_data":{"subscriber_id":"s_1","phone_number":"+12025550146"{{{more}}}}}
        """;
}
