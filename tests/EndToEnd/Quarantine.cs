using System.Net;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A genuine payload that nobody understands waits, whole, with the reason.</summary>
[Collection(IntakeTests.Name)]
public sealed class Quarantine(IntakeApp intake)
{
    private const string Missing = "hubspot~0123456789abcdef";

    private CdiApi Api => intake.App.Api;

    [Fact]
    public async Task What_cannot_be_understood_is_acknowledged_waits_with_its_reason_and_says_why_after_a_replay_that_changed_nothing()
    {
        var person = Person.New();
        var item = await BreakAsync(person);

        // Its neighbours in the batch went on.
        await Api.WaitForAsync(person);
        Assert.Equal(("hubspot", "unreadable"), (item.Text("source"), item.Text("code")));
        Assert.Contains("occurredAt", item.Text("reason"), StringComparison.Ordinal);
        Assert.Null(item.Text("content"));

        var id = item.Text("id")!;
        foreach (var replay in new[] { await Api.PostAsync("api/quarantine/replay", new { ids = new[] { id } }), await Api.PostAsync($"api/quarantine/{id}/replay", new { }) })
        {
            Assert.Equal("0", replay.Text("replayed"));
            var waiting = Assert.Single(replay.Items("waiting"));
            Assert.Equal((id, item.Text("reason")), (waiting.Text("id"), waiting.Text("reason")));
            Assert.Equal((item.Text("reason"), "1"), (replay.Items("reasons")[0].Text("reason"), replay.Items("reasons")[0].Text("count")));
        }

        var cli = JsonElement.Parse((await CommandLine.RunAsync(intake.App.Process, "quarantine", "list", "--source", "hubspot", "--code", "unreadable", "--json")).Output);
        Assert.Contains(cli.Items("items"), i => i.Text("id") == id);
        var summary = await Api.GetAsync("api/quarantine/summary?source=hubspot");
        Assert.True(summary.GetProperty("total").GetInt32() >= 1);
        Assert.True(summary.GetProperty("oldestAgeSeconds").GetInt64() >= 0);
    }

    [Fact]
    public async Task Content_shows_as_its_shape_and_as_it_is_only_to_who_says_what_for_which_is_kept()
    {
        var person = Person.New();
        var id = (await BreakAsync(person)).Text("id")!;

        var shown = await Api.GetAsync($"api/quarantine/{id}");
        Assert.True(shown.GetProperty("redacted").GetBoolean());
        Assert.Equal($"‹text {person.Email.Length}›", JsonElement.Parse(shown.Text("content")!).Text("propertyValue"));
        Assert.Equal("/hooks/hubspot", shown.Text("path"));
        Assert.DoesNotContain(person.Email, shown.ToString(), StringComparison.Ordinal);

        using (var unexplained = await Api.SendAsync(HttpMethod.Get, $"api/quarantine/{id}?reveal=true"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, unexplained.StatusCode);
            Assert.EndsWith(":reason-needed", JsonElement.Parse(await unexplained.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
        }

        Assert.Empty((await Api.GetAsync($"api/quarantine/{id}/accesses")).Items("accesses"));
        Assert.Contains(person.Email, await ContentAsync(id), StringComparison.Ordinal);
        var cli = await CommandLine.RunAsync(intake.App.Process, "quarantine", "show", id, "--reveal", "--reason", $"{person.FirstName} called");
        Assert.Contains(person.Email, cli.Output, StringComparison.Ordinal);

        using (var discarded = await Api.SendAsync(HttpMethod.Delete, $"api/quarantine/{id}", key: intake.App.Process.MasterKey, reason: "a test"))
        {
            Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        }

        var accesses = (await Api.GetAsync($"api/quarantine/{id}/accesses")).Items("accesses");
        Assert.Equal(
        [
            ("discarded", "key _master", "a test"),
            ("revealed", "key default", $"{person.FirstName} called"),
            ("revealed", "key default", "a look"),
        ], accesses.Select(a => (a.Text("action")!, a.Text("who")!, a.Text("reason")!)));
        Assert.Contains(id, intake.App.Process.Output, StringComparison.Ordinal);
        using var gone = await Api.SendAsync(HttpMethod.Get, $"api/quarantine/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
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

        var held = 0;
        foreach (var item in (await Api.GetAsync("api/quarantine?limit=1000")).Items("items"))
        {
            held += await ContentAsync(item.Text("id")!) == Encoding.UTF8.GetString(body) ? 1 : 0;
        }

        Assert.Equal(1, held);
    }

    [Fact]
    public async Task A_listing_goes_on_page_by_page()
    {
        var ids = new List<string> { (await BreakAsync(Person.New())).Text("id")!, (await BreakAsync(Person.New())).Text("id")!, (await BreakAsync(Person.New())).Text("id")! };
        var seen = new List<string>();
        var next = "";
        do
        {
            var page = await Api.GetAsync($"api/quarantine?limit=2{next}");
            seen.AddRange(page.Items("items").Select(i => i.Text("id")!));
            next = page.Text("continuation") is { } token ? $"&continuation={token}" : null;
        }
        while (next is not null);

        Assert.Equal(seen.Distinct(), seen);
        Assert.All(ids, id => Assert.Contains(id, seen));
    }

    [Fact]
    public async Task Replaying_what_is_not_there_says_so()
    {
        var replay = await Api.PostAsync("api/quarantine/replay", new { ids = new[] { Missing } });
        Assert.Equal("There is no such item.", Assert.Single(replay.Items("waiting")).Text("reason"));
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/replay"), (HttpMethod.Get, "/accesses"), (HttpMethod.Get, "?reveal=true"), (HttpMethod.Delete, "") })
        {
            using var answer = await Api.SendAsync(method, $"api/quarantine/{Missing}{path}", reason: "a test");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("""["no", "object"]""")]
    [InlineData("{}")]
    [InlineData("""{"all":false}""")]
    [InlineData("""{"all":true,"source":"hubspot"}""")]
    [InlineData("""{"ids":["a"],"all":true}""")]
    [InlineData("""{"sorce":"hubspot"}""")]
    [InlineData("""{"source":"hubspot","from":"yesterday"}""")]
    [InlineData("""{"source":"hubspot","continuation":"!"}""")]
    [InlineData("""{"limit":5}""")]
    public async Task A_replay_that_does_not_say_what_is_told_how_to_ask(string body)
    {
        using var answer = await Api.SendAsync(HttpMethod.Post, "api/quarantine/replay", JsonElement.Parse(body));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(":invalid-replay", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("continuation=!")]
    public async Task A_filter_that_cannot_be_read_is_refused(string query)
    {
        using var answer = await Api.SendAsync(HttpMethod.Get, $"api/quarantine?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.EndsWith(":invalid-filter", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
    }

    /// <summary>Sends a whole contact and one event about it that lacks its time; gives back the item that waits.</summary>
    private async Task<JsonElement> BreakAsync(Person person)
    {
        var broken = new Dictionary<string, object> { ["subscriptionType"] = "contact.propertyChange", ["objectId"] = person.Number, ["propertyName"] = "email", ["propertyValue"] = person.Email };
        using (var answer = await intake.App.HubSpot.SendAsync(HubSpotVendor.Body([.. HubSpotVendor.Contact(person, TimeProvider.System.GetUtcNow()), broken])))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        // One request came since, so it is the newest item that breaks in this way.
        return (await Api.GetAsync("api/quarantine?source=hubspot&reason=occurredAt&limit=1")).Items("items")[0];
    }

    private async Task<string> ContentAsync(string id)
    {
        using var answer = await Api.SendAsync(HttpMethod.Get, $"api/quarantine/{Uri.EscapeDataString(id)}?reveal=true", reason: "a look");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("content")!;
    }
}
