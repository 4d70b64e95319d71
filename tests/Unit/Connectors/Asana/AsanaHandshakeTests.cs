using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Asana;

namespace ServerlessCdi.Tests.Unit.Connectors.Asana;

public sealed class AsanaHandshakeTests
{
    private const string Secret = "b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81";
    private const string Open = """{"acceptHandshakeUntil":"2026-01-01T01:00:00Z"}""";
    private const string Closed = """{"acceptHandshakeUntil":"2025-12-31T23:59:59Z"}""";

    [Fact]
    public void A_secret_that_is_known_is_echoed_at_any_time()
    {
        var answer = Shake("{}", [new(Secret)]);
        Assert.Equal((200, Secret), (answer?.Status, answer?.Headers["X-Hook-Secret"]));
        Assert.Null(answer?.NewSecret);
    }

    [Fact]
    public void A_new_secret_is_handed_on_while_the_source_says_so()
    {
        var answer = Shake(Open, [new("another-secret-of-a-hook")]);
        Assert.Equal((200, Secret, Secret), (answer?.Status, answer?.Headers["X-Hook-Secret"], answer?.NewSecret?.Text));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(Closed)]
    public void At_any_other_time_nobody_can_plant_a_secret(string options) => Assert.Null(Shake(options, [new("another-secret-of-a-hook")]));

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("with a space in the middle of it")]
    [InlineData("with\r\na-line-of-its-own-in-it")]
    public void What_is_no_secret_is_no_handshake(string secret) => Assert.Null(Shake(Open, [], secret));

    [Fact]
    public void There_is_an_end_to_the_secrets_of_one_source() =>
        Assert.Null(Shake(Open, [.. Enumerable.Range(0, 50).Select(n => new SecretValue($"secret-of-the-hook-{n}"))]));

    [Fact]
    public void A_time_that_is_none_is_a_mistake_of_the_file()
    {
        var errors = new ConfigErrors();
        Assert.Null(OneDelivery.Bind<AsanaConnector>(errors, """{"acceptHandshakeUntil":"tomorrow"}"""));
        Assert.Equal("$.options.acceptHandshakeUntil", Assert.Single(errors.All).Path);
    }

    private static WebhookAnswer? Shake(string options, IReadOnlyList<SecretValue> live, string secret = Secret) =>
        ((IWebhookHandshake)OneDelivery.Bind<AsanaConnector>(options)).Handshake(OneDelivery.Request("", ("X-Hook-Secret", secret)), live, OneDelivery.Now);
}
