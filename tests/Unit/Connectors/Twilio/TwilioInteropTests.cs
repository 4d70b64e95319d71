using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Twilio;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Connectors.Twilio;

/// <summary>Our signatures and those of Twilio's own npm package are the same.</summary>
public sealed class TwilioInteropTests
{
    private static readonly TwilioConnector Connector = new();

    private static readonly (string Url, string Body)[] Messages =
    [
        ("https://cdi.example.com/hooks/texts", "MessageSid=SM1&From=%2B442079460123&Body=%C3%9Cn%C3%AFc%C3%B8d%C3%A9+%F0%9F%92%A5&To="),
        ("https://cdi.example.com/hooks/texts?a=1&b=%27x", "b=2&a=1&B=3&b=2&b=1"),
        ("http://cdi.example.com:8080/hooks/texts", "MessageSid=SM1&OptOutType=STOP"),
        ("https://cdi.example.com/hooks/texts", "[{\"data\":{\"from\":\"+442079460123\"}}]"),
    ];

    [Fact]
    public async Task Their_library_accepts_what_we_sign_and_we_accept_what_they_sign()
    {
        var secret = Connector.MintSecret();
        var ours = Messages.Select(m => new { url = m.Url, body = m.Body, signature = Sign(m.Url, m.Body, secret.Signing) }).ToList();
        ours.Add(new { url = Messages[0].Url, body = Messages[0].Body + "x", ours[0].signature });
        ours.Add(new { url = Messages[0].Url, body = Messages[0].Body, signature = Sign(Messages[0].Url, Messages[0].Body, Connector.MintSecret().Signing) });
        var result = await AskAsync(new { token = secret.Verifying, deliveries = ours });

        Assert.Equal([true, true, true, true, false, false], result.GetProperty("verified").EnumerateArray().Select(v => v.GetBoolean()));
        var theirs = result.GetProperty("signed").EnumerateArray().ToList();
        Assert.Equal(ours.Count, theirs.Count);
        Assert.All(theirs, delivery => Assert.Equal(WebhookVerdict.Genuine, Verify(delivery, secret)));
        Assert.All(theirs, delivery => Assert.Equal(WebhookVerdict.Mismatch, Verify(delivery, Connector.MintSecret())));
    }

    private static string Sign(string url, string body, string secret) =>
        Connector.Sign(new("POST", new(url), Encoding.UTF8.GetBytes(body), "msg_1"), secret, VendorSource<TwilioConnector>.Now)["X-Twilio-Signature"];

    private static WebhookVerdict Verify(JsonElement delivery, SampleSecret secret) => OneDelivery.Bind<TwilioConnector>().Verify(
        VendorSource<TwilioConnector>.Request(
            delivery.GetProperty("body").GetString()!, delivery.GetProperty("url").GetString()!, headers: ("X-Twilio-Signature", delivery.GetProperty("signature").GetString()!)),
        [new SecretValue(secret.Verifying)],
        VendorSource<TwilioConnector>.Now);

    private static async Task<JsonElement> AskAsync(object question)
    {
        var folder = await NodeModules.InstallAsync(CancellationToken.None, "twilio");
        var script = Path.Combine(folder, "Node", "twilio.mjs");
        return JsonElement.Parse(await NodeModules.RunAsync("node", [script], folder, JsonSerializer.Serialize(question), CancellationToken.None));
    }
}
