using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;

namespace ServerlessCdi.Tests.Unit.Connectors.SendGrid;

public sealed class SendGridReaderTests
{
    [Theory]
    [InlineData("processed", "email_processed")]
    [InlineData("deferred", "email_deferred")]
    [InlineData("delivered", "email_delivered")]
    [InlineData("bounce", "email_bounced")]
    [InlineData("dropped", "email_dropped")]
    [InlineData("open", "email_opened")]
    [InlineData("click", "email_clicked")]
    public void What_becomes_of_a_message_goes_to_the_timeline(string name, string expected)
    {
        var change = SendGridSource.Change($"\"event\":\"{name}\"");
        Assert.Equal(ChangeKind.Event, change.Kind);
        Assert.Equal(expected, change.Event?.Name);
        Assert.Equal(new RecordRef("contact", "ada@example.com"), change.Record);
    }

    [Theory]
    [InlineData("\"event\":\"unsubscribe\"", "marketing", ConsentState.Withdrawn)]
    [InlineData("\"event\":\"spamreport\"", "marketing", ConsentState.Withdrawn)]
    [InlineData("\"event\":\"group_unsubscribe\",\"asm_group_id\":10", "newsletter", ConsentState.Withdrawn)]
    [InlineData("\"event\":\"group_resubscribe\",\"asm_group_id\":10", "newsletter", ConsentState.Granted)]
    [InlineData("\"event\":\"group_unsubscribe\",\"asm_group_id\":\"11\"", "sendgrid_group_11", ConsentState.Withdrawn)]
    public void Unsubscribing_says_what_is_no_longer_allowed(string members, string purpose, ConsentState state)
    {
        var change = SendGridSource.Change(members, """{"groups":{"10":"newsletter"}}""");
        Assert.Equal(ChangeKind.Consent, change.Kind);
        var entry = Assert.Single(change.Consents);
        Assert.Equal((purpose, "email", state), (entry.Purpose, entry.Channel, entry.State));
        Assert.EndsWith("event e1", entry.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsubscribe", "10", "marketing newsletter")]
    [InlineData("spamreport", "11", "marketing sendgrid_group_11")]
    [InlineData("unsubscribe", "12", "marketing")]
    [InlineData("unsubscribe", "null", "marketing")]
    public void Who_refuses_all_refuses_the_group_of_the_message_too(string name, string group, string purposes)
    {
        var change = SendGridSource.Change($"\"event\":\"{name}\",\"asm_group_id\":{group}", """{"groups":{"10":"newsletter","12":"marketing"}}""");
        Assert.Equal(purposes.Split(' '), change.Consents.Select(consent => consent.Purpose));
        Assert.All(change.Consents, consent => Assert.Equal(ConsentState.Withdrawn, consent.State));
    }

    [Theory]
    [InlineData("bounce", "bounced")]
    [InlineData("blocked", null)]
    public void A_bounce_marks_the_address_and_a_block_does_not(string type, string? status)
    {
        var change = SendGridSource.Change($"\"event\":\"bounce\",\"type\":\"{type}\"");
        Assert.Equal(status, change.Fields.SingleOrDefault(field => field.Name == "emailStatus").Value.AsText());
        Assert.Empty(change.Consents);
    }

    [Fact]
    public void A_source_may_take_custom_arguments_for_fields_and_identifiers()
    {
        const string Open = "\"event\":\"open\",\"customer_id\":\"c-1\",\"plan\":\"pro\",\"url\":\"https://example.com/?token=canary\",\"ip\":\"192.0.2.7\"";
        var change = SendGridSource.Change(Open, mapping: """
            {"objects":{"contact":{"unmapped":"keep","identifiers":[{"from":"customer_id","type":"customer_id"}]}}}
            """);
        Assert.Equal(["email=ada@example.com", "customer_id=c-1"], change.Identifiers.Select(i => $"{i.Type}={i.Value}"));
        Assert.Equal(["sendgrid_plan"], change.Fields.Select(field => field.Name));
        Assert.Empty(SendGridSource.Change(Open).Fields);
    }

    [Fact]
    public void The_address_and_browser_of_a_reader_are_kept_only_where_asked_for()
    {
        const string Open = "\"event\":\"open\",\"ip\":\"192.0.2.7\",\"useragent\":\"Lynx\"";
        Assert.DoesNotContain("192.0.2.7", Json(SendGridSource.Change(Open)), StringComparison.Ordinal);
        Assert.Equal("""{"ip":"192.0.2.7","userAgent":"Lynx"}""", Json(SendGridSource.Change(Open, """{"keepIp":true}""")));
    }

    [Fact]
    public void A_link_is_kept_without_what_may_name_a_person() =>
        Assert.Equal("""{"url":"https://example.com/a"}""", Json(SendGridSource.Change("\"event\":\"click\",\"url\":\"https://example.com/a?mail=ada@example.com#x\"")));

    [Theory]
    [InlineData("\"cats\"", "[\"cats\"]")]
    [InlineData("[\"cats\",\"dogs\",7]", "[\"cats\",\"dogs\"]")]
    public void A_category_is_a_text_or_several(string category, string expected) =>
        Assert.Equal($"{{\"categories\":{expected}}}", Json(SendGridSource.Change($"\"event\":\"open\",\"category\":{category}")));

    [Fact]
    public void Only_the_named_custom_arguments_are_kept()
    {
        const string Open = "\"event\":\"open\",\"campaign\":\"spring\",\"user\":\"ada\",\"nested\":{\"a\":1},\"number\":7.50";
        Assert.Equal("{}", Json(SendGridSource.Change(Open)));
        Assert.Equal(
            """{"campaign":"spring","number":7.5}""",
            Json(SendGridSource.Change(Open, """{"customArguments":["campaign","number","nested","absent"]}""")));
    }

    [Fact]
    public void A_custom_argument_does_not_replace_what_SendGrid_says() =>
        Assert.Equal("""{"reason":"full"}""", Json(SendGridSource.Change("\"event\":\"bounce\",\"reason\":\"full\"", """{"customArguments":["reason"]}""")));

    [Fact]
    public void A_long_text_is_cut_between_characters()
    {
        var reason = string.Concat(Enumerable.Repeat("💥", 400));
        var kept = SendGridSource.Change($"\"event\":\"bounce\",\"reason\":\"x{reason}\"").Event!.Properties;
        using var document = System.Text.Json.JsonDocument.Parse(kept.Json);
        Assert.Equal(499, document.RootElement.GetProperty("reason").GetString()!.Length);
    }

    [Theory]
    [InlineData("abc_DEF-1=", true)]
    [InlineData("2FeCcG5/+==", false)]
    [InlineData("a b", false)]
    public void An_event_id_that_no_key_may_hold_is_hashed(string id, bool kept)
    {
        var body = $$"""[{"email":"ada@example.com","timestamp":1,"event":"open","sg_event_id":"{{id}}"}]""";
        var read = () => Assert.Single(SendGridSource.Bind().Read(SendGridSource.Request(System.Text.Encoding.UTF8.GetBytes(body), new Dictionary<string, string>())).Changes).Id;
        Assert.Equal(kept, read() == id);
        Assert.Equal(read(), read());
    }

    [Theory]
    [InlineData("\"event\":\"group_unsubscribe\"")]
    [InlineData("\"event\":7")]
    [InlineData("\"event\":\"\"")]
    [InlineData("\"events\":\"open\"")]
    public void An_event_that_does_not_say_enough_is_rejected(string members)
    {
        var reading = SendGridSource.Read(members);
        Assert.Single(reading.Rejected);
        Assert.Empty(reading.Changes);
    }

    [Theory]
    [InlineData("""{"tolerance":5}""", "$.options.tolerance")]
    [InlineData("""{"toleranceMinutes":-1}""", "$.options.toleranceMinutes")]
    [InlineData("""{"toleranceMinutes":2881}""", "$.options.toleranceMinutes")]
    [InlineData("""{"groups":{"ten":"newsletter"}}""", "$.options.groups.ten")]
    [InlineData("""{"groups":{"10":""}}""", "$.options.groups.10")]
    [InlineData("""{"customArguments":[""]}""", "$.options.customArguments[0]")]
    [InlineData("""{"keepIp":1}""", "$.options.keepIp")]
    public void A_wrong_setting_is_named_and_no_source_is_made(string options, string path)
    {
        var errors = new ConfigErrors();
        Assert.Null(SendGridSource.Bind(options, errors));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }

    private static string Json(Change change) => change.Event!.Properties.Json;
}
