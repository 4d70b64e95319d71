using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A genuine payload that nobody understands waits, whole, with the reason.</summary>
[Collection(IntakeTests.Name)]
public sealed class Quarantine(IntakeApp intake)
{
    private CdiApi Api => intake.App.Api;

    [Fact]
    public async Task What_cannot_be_understood_is_acknowledged_waits_with_its_reason_and_says_why_after_a_replay_that_changed_nothing()
    {
        var person = Person.New();
        var broken = new Dictionary<string, object> { ["subscriptionType"] = "contact.propertyChange", ["objectId"] = person.Number, ["propertyName"] = "email", ["propertyValue"] = person.Email };
        using (var answer = await intake.App.HubSpot.SendAsync(HubSpotVendor.Body([.. HubSpotVendor.Contact(person, TimeProvider.System.GetUtcNow()), broken])))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        // Its neighbours in the batch went on.
        await Api.WaitForAsync(person);
        var content = JsonSerializer.Serialize(broken);
        var item = await ItemAsync(content);
        Assert.Equal("hubspot", item.Text("source"));
        Assert.Contains("occurredAt", item.Text("reason"), StringComparison.Ordinal);
        Assert.Null(item.Text("content"));

        var id = item.Text("id")!;
        var replay = await Api.PostAsync("api/quarantine/replay", new { ids = new[] { id } });
        Assert.Equal("0", replay.Text("replayed"));
        var waiting = Assert.Single(replay.Items("waiting"));
        Assert.Equal(id, waiting.Text("id"));
        Assert.Equal(item.Text("reason"), waiting.Text("reason"));

        var cli = await CommandLine.RunAsync(intake.App.Process, "queues");
        Assert.Equal(0, cli.Code);
        Assert.Contains("hubspot~", cli.Output, StringComparison.Ordinal);
        var json = JsonElement.Parse((await CommandLine.RunAsync(intake.App.Process, "queues", "--json")).Output);
        Assert.Contains(json.Items("items"), i => i.Text("id") == id);
        Assert.True(json.GetProperty("quarantined").GetInt32() >= 1);
    }

    [Fact]
    public async Task A_redelivered_payload_waits_once()
    {
        var body = Encoding.UTF8.GetBytes("{\"this is\":\"no list of events\"}");
        for (var i = 0; i < 3; i++)
        {
            using var request = intake.App.HubSpot.Request(body);
            using var answer = await intake.App.Process.Http.SendAsync(request);
            Assert.True((int)answer.StatusCode is >= 200 and <= 299, $"answered {(int)answer.StatusCode}");
        }

        var listed = (await Api.GetAsync("api/quarantine")).Items("items");
        var held = 0;
        foreach (var item in listed)
        {
            held += await ContentAsync(item.Text("id")!) == Encoding.UTF8.GetString(body) ? 1 : 0;
        }

        Assert.Equal(1, held);
    }

    [Fact]
    public async Task Replaying_what_is_not_there_says_so()
    {
        var replay = await Api.PostAsync("api/quarantine/replay", new { ids = new[] { "hubspot~0123456789abcdef" } });
        Assert.Equal("There is no such item.", Assert.Single(replay.Items("waiting")).Text("reason"));
    }

    [Fact]
    public async Task A_replay_that_cannot_be_read_is_told_how_to_ask()
    {
        using var answer = await Api.SendAsync(HttpMethod.Post, "api/quarantine/replay", new[] { "no", "object" });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(":invalid-replay", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ItemAsync(string content)
    {
        foreach (var item in (await Api.GetAsync("api/quarantine")).Items("items"))
        {
            if (await ContentAsync(item.Text("id")!) == content)
            {
                return item;
            }
        }

        throw new InvalidOperationException("The payload is not in quarantine.");
    }

    private async Task<string?> ContentAsync(string id)
    {
        using var answer = await Api.SendAsync(HttpMethod.Get, $"api/quarantine/{Uri.EscapeDataString(id)}", key: intake.App.Process.MasterKey);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("content");
    }
}
