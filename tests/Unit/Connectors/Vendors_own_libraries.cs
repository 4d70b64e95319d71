using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.HubSpot;
using ServerlessCdi.Connectors.Slack;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>What HubSpot's and Slack's published libraries make of requests that we sign, and of others.</summary>
public sealed class Vendors_own_libraries
{
    private const string Secret = "1f2e3d4c-0000-4000-8000-00c0ffee0000";
    private const string Body = """[{"eventId":1,"subscriptionType":"contact.creation","objectId":7,"note":"é 💥"}]""";
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SampleRequest Request = new("POST", new("https://cdi.example.com/hooks/vendor"), Encoding.UTF8.GetBytes(Body), "m");

    [Fact]
    public async Task Sign_and_verify_as_we_do()
    {
        var hubspot = new HubSpotConnector().Sign(Request, Secret, Now);
        var slack = new SlackConnector().Sign(Request, Secret, Now);
        var answer = await AskAsync(new
        {
            hubspot = new[] { new { method = "POST", url = Request.Url.OriginalString, body = Body, secret = Secret, timestamp = Now.ToUnixTimeMilliseconds() } },
            slack = new[]
            {
                Slack(Body, slack["X-Slack-Signature"], Now),
                Slack(Body + " ", slack["X-Slack-Signature"], Now),
                Slack(Body, slack["X-Slack-Signature"], Now.AddMinutes(6)),
            },
        });

        Assert.Equal(hubspot["X-HubSpot-Signature-v3"], answer.GetProperty("hubspot")[0].GetString());
        Assert.Equal([true, false, false], answer.GetProperty("slack").EnumerateArray().Select(v => v.GetBoolean()));
    }

    private static object Slack(string body, string signature, DateTimeOffset now) => new
    {
        body,
        secret = Secret,
        signature,
        timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        now = now.ToUnixTimeMilliseconds(),
    };

    private static async Task<JsonElement> AskAsync(object question)
    {
        var folder = await NodeModules.InstallAsync(CancellationToken.None, "@hubspot/api-client", "@slack/bolt");
        var script = Path.Combine(folder, "Node", "vendor-signatures.mjs");
        return JsonElement.Parse(await NodeModules.RunAsync("node", [script], folder, JsonSerializer.Serialize(question), CancellationToken.None));
    }
}
