using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

/// <summary>Our signatures and those of the npm packages standardwebhooks and svix are the same.</summary>
public sealed class InteropTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly string[] Bodies = ["{}", """{"type":"a.b","data":{"name":"Ünïcødé 💥","n":1.50}}""", "[1,\n 2]"];
    private static readonly StandardWebhooksConnector Connector = new();

    [Fact]
    public async Task Their_libraries_accept_what_we_sign_and_we_accept_what_they_sign()
    {
        var secret = Connector.MintSecret();
        var ours = Bodies.Select((body, i) => new { headers = Sign(body, secret.Signing, $"msg_{i}"), body }).ToList();
        ours.Add(new { headers = Sign(Bodies[0], secret.Signing, "msg_0"), body = Bodies[1] });
        ours.Add(new { headers = Sign(Bodies[0], Connector.MintSecret().Signing, "msg_0"), body = Bodies[0] });
        var result = await AskAsync(new { secret = secret.Verifying, now = Now.ToUnixTimeMilliseconds(), deliveries = ours, bodies = Bodies });

        var verified = result.GetProperty("verified").EnumerateArray().Select(v => string.Join(' ', v.EnumerateArray().Select(b => b.GetBoolean())));
        Assert.Equal(["True True", "True True", "True True", "False False", "False False"], verified);

        var theirs = result.GetProperty("signed").EnumerateArray().ToList();
        Assert.Equal(2 * Bodies.Length, theirs.Count);
        Assert.All(theirs, delivery => Assert.Equal(WebhookVerdict.Genuine, Verify(delivery, secret)));
        Assert.All(theirs, delivery => Assert.Equal(WebhookVerdict.Mismatch, Verify(delivery, Connector.MintSecret())));
    }

    private static IReadOnlyDictionary<string, string> Sign(string body, string secret, string id) =>
        Connector.Sign(new("POST", new("https://a.example/"), Encoding.UTF8.GetBytes(body), id), secret, Now);

    private static WebhookVerdict Verify(JsonElement delivery, SampleSecret secret)
    {
        var headers = delivery.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        var body = Encoding.UTF8.GetBytes(delivery.GetProperty("body").GetString()!);
        var request = new WebhookRequest { Method = "POST", Url = new("https://a.example/"), Headers = headers, Body = body, ReceivedAt = Now };
        return Sources.Bind("""{"object":"contact","id":"id"}""").Verify(request, [new SecretValue(secret.Verifying)], Now);
    }

    private static async Task<JsonElement> AskAsync(object question)
    {
        var folder = await NodeModules.InstallAsync(CancellationToken.None, "standardwebhooks", "svix");
        var script = Path.Combine(folder, "Node", "standard-webhooks.mjs");
        return JsonElement.Parse(await NodeModules.RunAsync("node", [script], folder, JsonSerializer.Serialize(question), CancellationToken.None));
    }
}
