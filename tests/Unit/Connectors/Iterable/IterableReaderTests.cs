using ServerlessCdi.Connectors.Iterable;

namespace ServerlessCdi.Tests.Unit.Connectors.Iterable;

public sealed class IterableReaderTests
{
    private static readonly VendorSource<IterableConnector> Iterable = new();

    [Theory]
    [InlineData("emailUnSubscribe", "\"channelIds\":[1],\"messageTypeIds\":[2],\"emailListIds\":[3]", "iterable_channel_1 * Withdrawn,iterable_type_2 * Withdrawn,iterable_list_3 * Withdrawn")]
    [InlineData("emailUnsubscribe", "\"channelIds\":[],\"channelId\":9", "marketing email Withdrawn")]
    [InlineData("emailUnSubscribe", "\"unsubSource\":\"SMS\"", "marketing sms Withdrawn")]
    [InlineData("emailSubscribe", "\"emailListIds\":[3],\"signupSource\":\"WebForm\"", "iterable_list_3 * Unknown,iterable_list_3 email Granted")]
    [InlineData("emailSubscribe", "\"channelIds\":[1],\"emailListIds\":[3],\"signupSource\":\"Import\"", "iterable_channel_1 * Unknown,iterable_channel_1 email Granted")]
    [InlineData("emailComplaint", "", "marketing email Withdrawn")]
    [InlineData("emailBounce", "\"recipientState\":\"HardBounce\"", "")]
    [InlineData("hostedUnsubscribeClick", "\"channelId\":9", "")]
    public void What_was_refused_is_refused_and_nothing_else(string name, string data, string consents)
    {
        var change = Iterable.Change(Event(name, data));
        Assert.Equal(consents, string.Join(',', change.Consents.Select(c => $"{c.Purpose} {c.Channel} {c.State}")));
    }

    [Theory]
    [InlineData("emailSubscribe", "\"emailListIds\":[]")]
    [InlineData("emailSubscribe", "\"emailListIds\":[3],\"signupSource\":\"Import\"")]
    [InlineData("emailUnSubscribe", "\"channelIds\":[1],\"unsubSource\":\"HardBounce\"")]
    public void What_nobody_said_is_no_consent(string name, string data) => Assert.Single(Iterable.Read(Event(name, data)).Ignored);

    [Fact]
    public void The_source_says_which_channel_an_id_writes_by() => Assert.Contains(
        new VendorSource<IterableConnector>("""{"media":{"1":"sms"}}""").Change(Event("emailSubscribe", "\"channelIds\":[1]")).Consents,
        c => (c.Channel, c.State.ToString()) == ("sms", "Granted"));

    [Fact]
    public void The_source_names_the_purposes()
    {
        var source = new VendorSource<IterableConnector>("""{"channels":{"1":"newsletter"},"messageTypes":{"2":"offers"},"lists":{"3":"events"}}""");
        var change = source.Change(Event("emailUnSubscribe", "\"channelIds\":[1],\"messageTypeIds\":[2],\"emailListIds\":[3]"));
        Assert.Equal(["newsletter", "offers", "events"], change.Consents.Select(c => c.Purpose));
    }

    [Theory]
    [InlineData("HardBounce", "\"bounced\"")]
    [InlineData("SoftBounce", null)]
    public void Only_a_hard_bounce_marks_the_address(string state, string? status)
    {
        var change = Iterable.Change(Event("emailBounce", $"\"recipientState\":\"{state}\""));
        Assert.Equal(status, change.Fields.Count == 0 ? null : Assert.Single(change.Fields).Value.Json);
    }

    [Theory]
    [InlineData("{}", "ada@example.com")]
    [InlineData("""{"key":"userId"}""", "u7")]
    public void The_key_is_what_the_project_identifies_its_users_by(string options, string key)
    {
        var change = new VendorSource<IterableConnector>(options).Change("""{"email":"Ada@example.com","userId":"u7","eventName":"emailOpen","dataFields":{}}""");
        Assert.Equal(key, change.Record.Key);
        Assert.Equal(["email", "user_id"], change.Identifiers.Select(i => i.Type));
    }

    [Fact]
    public void A_user_without_an_address_is_known_by_the_id() =>
        Assert.Equal("u7", Iterable.Change("""{"userId":"u7","eventTitle":"pushOpen","dataFields":{"createdAt":"2025-11-25 23:33:20 +00:00"}}""").Record.Key);

    [Fact]
    public void The_time_has_its_zone_behind_a_space() =>
        Assert.Equal(new DateTimeOffset(2025, 11, 25, 23, 33, 20, TimeSpan.Zero), Iterable.Change(Event("emailOpen", "")).OccurredAt);

    [Fact]
    public void Texts_addresses_in_ids_and_tokens_in_links_are_not_kept() => Iterable.AssertNowhere(
        "canary",
        Event("emailClick", "\"emailId\":\"c1:canary\",\"emailSubject\":\"canary\",\"smsMessage\":\"canary\",\"ip\":\"canary\",\"linkUrl\":\"https://a.example/?t=canary\",\"resetToken\":\"canary\""));

    private static string Event(string name, string data) => $$$"""
        {"email":"Ada@example.com","eventName":"{{{name}}}","dataFields":{"createdAt":"2025-11-25 23:33:20 +00:00"{{{(data.Length == 0 ? "" : "," + data)}}}}}
        """;
}
