using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

public sealed class DeliveryTests
{
    private const string OldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    private static readonly ProfileId Ada = ProfileId.Parse("019b7d3a-0000-7000-8000-000000000001");
    private static readonly ProfileId Bob = ProfileId.Parse("019b7d3a-0000-7000-8000-000000000002");

    [Fact]
    public void A_state_is_sent_as_the_event_updated()
    {
        var call = Plan("{}", [Updated(Ada, 7)]);

        Assert.Equal("POST", call.Method);
        Assert.Equal(new Uri("https://receiver.example/hook"), call.Url);
        Assert.Equal("application/json", call.ContentType);
        Assert.Equal(
            """{"type":"profile.updated","timestamp":"2026-01-02T03:04:05.678Z","data":{"id":"019b7d3a-0000-7000-8000-000000000001","version":7,"fields":{"firstName":"Åda \"A\"","age":36},"identifiers":[{"type":"email","value":"ada@example.com"}]}}""",
            Text(call));
        Assert.Equal("msg_019b7d3a000070008000000000000001_7_updated", call.Headers["webhook-id"]);
        Assert.Equal("1767323045", call.Headers["webhook-timestamp"]);
    }

    [Fact]
    public void A_merge_names_the_survivor_and_nothing_else()
    {
        var intent = Updated(Ada, 8) with { Kind = DeliveryIntentKind.Merged, MergedInto = Bob };
        Assert.Equal(
            """{"type":"person.merged","timestamp":"2026-01-02T03:04:05.678Z","data":{"id":"019b7d3a-0000-7000-8000-000000000001","version":8,"mergedInto":"019b7d3a-0000-7000-8000-000000000002"}}""",
            Text(Plan("""{"eventPrefix":"person"}""", [intent])));
    }

    [Fact]
    public void A_deletion_says_nothing_about_the_person()
    {
        var call = Plan("{}", [Updated(Ada, 9) with { Kind = DeliveryIntentKind.Delete }]);
        Assert.Equal(
            """{"type":"profile.deleted","timestamp":"2026-01-02T03:04:05.678Z","data":{"id":"019b7d3a-0000-7000-8000-000000000001","version":9}}""",
            Text(call));
    }

    [Fact]
    public void A_batch_is_one_call_with_a_list_even_when_it_holds_one()
    {
        const string Options = """{"batchSize":2}""";
        Assert.Equal(2, Bind(Options).MaxBatch);
        var two = JsonElement.Parse(Text(Plan(Options, [Updated(Ada, 7), Updated(Bob, 1) with { Kind = DeliveryIntentKind.Delete }])));
        Assert.Equal("profile.batch", two.GetProperty("type").GetString());
        Assert.Equal(["profile.updated", "profile.deleted"], two.GetProperty("data").EnumerateArray().Select(d => d.GetProperty("type").GetString()));
        Assert.Equal(Ada.ToString(), two.GetProperty("data")[0].GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Array, JsonElement.Parse(Text(Plan(Options, [Updated(Ada, 7)]))).GetProperty("data").ValueKind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"batchSize":3}""")]
    public void The_same_news_has_the_same_id_whenever_it_is_sent_and_other_news_another(string options)
    {
        var later = Now.AddHours(1);
        string IdOf(DeliveryIntent intent, DateTimeOffset now) => Bind(options).Plan([intent], [new(OldSecret)], now).Headers["webhook-id"];

        Assert.Equal(IdOf(Updated(Ada, 7), Now), IdOf(Updated(Ada, 7), later));
        DeliveryIntent[] others = [Updated(Ada, 8), Updated(Bob, 7), Updated(Ada, 7) with { Kind = DeliveryIntentKind.Delete }];
        Assert.Equal(4, others.Select(i => IdOf(i, Now)).Append(IdOf(Updated(Ada, 7), Now)).Distinct().Count());
        Assert.All(others, i => Assert.DoesNotContain('.', IdOf(i, Now)));
    }

    [Fact]
    public void While_a_secret_rotates_receivers_with_either_version_accept_the_call()
    {
        var call = Bind("{}").Plan([Updated(Ada, 7)], [new(NewSecret), new(OldSecret), new("unreadable")], Now);
        Assert.Equal(2, call.Headers["webhook-signature"].Split(' ').Length);
        foreach (var secret in new[] { OldSecret, NewSecret })
        {
            var request = new WebhookRequest { Method = "POST", Url = call.Url, Headers = call.Headers, Body = call.Body, ReceivedAt = Now };
            Assert.Equal(WebhookVerdict.Genuine, Sources.Bind("""{"object":"contact","id":"id"}""").Verify(request, [new SecretValue(secret)], Now));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("whpk_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    public void Nothing_is_sent_unsigned(string? secret) =>
        Assert.Throws<InvalidOperationException>(() => Bind("{}").Plan([Updated(Ada, 7)], secret is null ? [] : [new(secret)], Now));

    [Theory]
    [InlineData(200, DeliveryResult.Sent)]
    [InlineData(204, DeliveryResult.Sent)]
    [InlineData(301, DeliveryResult.Rejected)]
    [InlineData(308, DeliveryResult.Rejected)]
    [InlineData(400, DeliveryResult.Rejected)]
    [InlineData(401, DeliveryResult.Unauthorized)]
    [InlineData(403, DeliveryResult.Unauthorized)]
    [InlineData(404, DeliveryResult.Rejected)]
    [InlineData(408, DeliveryResult.Unavailable)]
    [InlineData(410, DeliveryResult.Gone)]
    [InlineData(422, DeliveryResult.Rejected)]
    [InlineData(429, DeliveryResult.Throttled)]
    [InlineData(500, DeliveryResult.Unavailable)]
    [InlineData(502, DeliveryResult.Unavailable)]
    [InlineData(503, DeliveryResult.Unavailable)]
    [InlineData(504, DeliveryResult.Unavailable)]
    public void An_answer_means_what_the_convention_says(int status, DeliveryResult expected) =>
        Assert.Equal(new DeliveryAnswer(expected), Answer(status, null));

    [Theory]
    [InlineData("120", 120d)]
    [InlineData("0", 0d)]
    [InlineData("Fri, 02 Jan 2026 03:05:05 GMT", 59.322)]
    [InlineData("Friday, 02-Jan-26 03:05:05 GMT", 59.322)]
    [InlineData("Fri Jan  2 03:05:05 2026", 59.322)]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT", 0d)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999", null)]
    public void The_wait_that_a_receiver_asks_for_is_read(string header, double? seconds)
    {
        var expected = seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null;
        Assert.Equal(new DeliveryAnswer(DeliveryResult.Throttled, expected), Answer(429, header));
        Assert.Equal(new DeliveryAnswer(DeliveryResult.Unavailable, expected), Answer(503, header));
        Assert.Equal(new DeliveryAnswer(DeliveryResult.Rejected), Answer(400, header));
    }

    [Theory]
    [InlineData("""{"url":"http://receiver.example/"}""", "$.options.url")]
    [InlineData("""{"url":"receiver.example"}""", "$.options.url")]
    [InlineData("""{"url":"ftp://receiver.example/"}""", "$.options.url")]
    [InlineData("""{"url":"https://user:pass@receiver.example/"}""", "$.options.url")]
    [InlineData("{}", "$.options.url")]
    [InlineData("""{"url":"https://receiver.example/","batchSize":0}""", "$.options.batchSize")]
    [InlineData("""{"url":"https://receiver.example/","batchSize":101}""", "$.options.batchSize")]
    [InlineData("""{"url":"https://receiver.example/","eventPrefix":"a b"}""", "$.options.eventPrefix")]
    [InlineData("""{"url":"https://receiver.example/","ulr":"x"}""", "$.options.ulr")]
    public void A_wrong_option_is_reported_where_it_stands(string options, string path)
    {
        var errors = new ConfigErrors();
        Assert.Null(TryBind(options, ["secret"], errors));
        Assert.Equal(path, Assert.Single(errors.All).Path);
    }

    [Theory]
    [InlineData("http://localhost:5080/hook")]
    [InlineData("http://127.0.0.1/hook")]
    public void Plain_http_is_for_this_machine_only(string url) =>
        Assert.NotNull(TryBind($$"""{"url":"{{url}}"}""", ["secret"], new()));

    [Fact]
    public void A_destination_without_a_secret_is_a_mistake()
    {
        var errors = new ConfigErrors();
        Assert.Null(TryBind("""{"url":"https://receiver.example/"}""", [], errors));
        Assert.Equal("$.secrets", Assert.Single(errors.All).Path);
    }

    private static DeliveryIntent Updated(ProfileId id, long version) => new(
        DeliveryIntentKind.Upsert,
        id,
        version,
        new Dictionary<string, FieldValue> { ["firstName"] = FieldValue.Text("Åda \"A\""), ["age"] = FieldValue.Number(36) },
        [new(Identifier.Email, "ada@example.com")]);

    private static OutboundCall Plan(string options, IReadOnlyList<DeliveryIntent> intents) => Bind(options).Plan(intents, [new(OldSecret)], Now);

    private static string Text(OutboundCall call) => Encoding.UTF8.GetString(call.Body.Span);

    private static DeliveryAnswer Answer(int status, string? retryAfter) => Bind("{}").Read(
        new(status, retryAfter is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["retry-after"] = retryAfter }, default), Now);

    private static IDestination Bind(string options)
    {
        var errors = new ConfigErrors();
        var destination = TryBind(options.Replace("{", """{"url":"https://receiver.example/hook",""", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal), ["secret"], errors);
        Assert.Empty(errors.All);
        return destination!;
    }

    private static IDestination? TryBind(string options, IReadOnlyList<string> secrets, ConfigErrors errors)
    {
        IDestinationConnector connector = new StandardWebhooksConnector();
        return connector.Bind(
            new DestinationSettings
            {
                Key = "out",
                Connector = "standard-webhooks",
                System = "out",
                Secrets = secrets,
                Fields = ["firstName"],
                Identifiers = ["email"],
                Options = JsonElement.Parse(options),
            },
            errors);
    }
}
