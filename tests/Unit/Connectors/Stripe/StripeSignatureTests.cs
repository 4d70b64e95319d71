using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Stripe;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Connectors.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "whsec_test_secret";
    private static readonly DateTimeOffset Now = StripeSource.Now;
    private static readonly string[] Bodies = ["{}", """{"id":"evt_1","object":"event","name":"Ünïcødé 💥","n":1.50}""", "{\n  \"id\": \"evt_2\",\n  \"object\": \"event\"\n}"];

    private readonly StripeConnector _connector = new();

    [Fact]
    public void Any_of_several_signatures_will_do()
    {
        var (time, good) = Parts("{}");
        Assert.Equal(WebhookVerdict.Genuine, Verify("{}", $"t={time},v1={new string('0', 64)},v1={good},v0=00"));
        Assert.Equal(WebhookVerdict.Mismatch, Verify("{}", $"t={time},v1={new string('0', 64)}"));
    }

    [Fact]
    public void A_signature_of_another_version_counts_for_nothing()
    {
        var (time, good) = Parts("{}");
        Assert.Equal(WebhookVerdict.Malformed, Verify("{}", $"t={time},v0={good}"));
        Assert.Equal(WebhookVerdict.Malformed, Verify("{}", $"t={time},v2={good}"));
        Assert.Equal(WebhookVerdict.Malformed, Verify("{}", $"v1={good}"));
        Assert.Equal(WebhookVerdict.Malformed, Verify("{}", $"t={time}.5,v1={good}"));
    }

    [Fact]
    public void The_tolerance_is_the_sources()
    {
        var header = _connector.Sign(new("POST", new("https://a.example/"), "{}"u8.ToArray(), "m"), Secret, Now.AddSeconds(-20))["Stripe-Signature"];
        Assert.Equal(WebhookVerdict.Genuine, StripeSource.Bind().Verify(StripeSource.Request("{}", header), [new SecretValue(Secret)], Now));
        Assert.Equal(WebhookVerdict.Stale, StripeSource.Bind("""{"toleranceSeconds":10}""").Verify(StripeSource.Request("{}", header), [new SecretValue(Secret)], Now));
    }

    [Fact]
    public async Task Stripes_own_library_accepts_what_we_sign_and_we_accept_what_it_signs()
    {
        var ours = Bodies.Select(body => new { body, header = Sign(body) }).Append(new { body = Bodies[1], header = Sign(Bodies[0]) });
        var folder = await NodeModules.InstallAsync(CancellationToken.None, "stripe");
        var question = JsonSerializer.Serialize(new { secret = Secret, now = Now.ToUnixTimeMilliseconds(), deliveries = ours, bodies = Bodies });
        var answer = JsonElement.Parse(await NodeModules.RunAsync("node", [Path.Combine(folder, "Node", "stripe.mjs")], folder, question, CancellationToken.None));
        Assert.Equal([true, true, true, false], answer.GetProperty("verified").EnumerateArray().Select(v => v.GetBoolean()));
        foreach (var (body, header) in Bodies.Zip(answer.GetProperty("signed").EnumerateArray().Select(h => h.GetString()!)))
        {
            Assert.Equal(WebhookVerdict.Genuine, Verify(body, header));
            Assert.Equal(WebhookVerdict.Mismatch, Verify(body + " ", header));
        }
    }

    private string Sign(string body) => _connector.Sign(new("POST", new("https://a.example/"), Encoding.UTF8.GetBytes(body), "m"), Secret, Now)["Stripe-Signature"];

    private (string Time, string Signature) Parts(string body) => Sign(body).Split(',') is [var time, var signature] ? (time[2..], signature[3..]) : default;

    private static WebhookVerdict Verify(string body, string header) => StripeSource.Bind().Verify(StripeSource.Request(body, header), [new SecretValue(Secret)], Now);
}
