using System.Net;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What the matching is in doubt about waits for a steward, and what they say can be taken back.</summary>
[Collection(IdentityTests.Name)]
public sealed class WhoIsWho(IdentityApp identity)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private CdiApi Api => identity.App.Api;

    [Fact]
    public async Task Two_who_are_alike_wait_are_approved_answer_under_both_ids_and_come_apart_again()
    {
        var pair = await SendAsync();
        var review = await ReviewAsync(pair);

        var shown = await Api.GetAsync($"api/identity/reviews/{review}");
        Assert.DoesNotContain(pair.Left.FirstName, shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Right.UserId, shown.ToString(), StringComparison.Ordinal);
        Assert.Contains(shown.GetProperty("score").Items("fields"), f => f.Text("level") == "exact");
        var looked = await RunAsync("review", review, "--reveal", "--reason", "ticket 7");
        Assert.Contains(pair.Left.FirstName, looked.Output, StringComparison.Ordinal);
        var access = Assert.Single((await Api.GetAsync($"api/identity/reviews/{review}/accesses")).Items("accesses"));
        Assert.Equal(("revealed", "ticket 7"), (access.Text("action"), access.Text("reason")));

        Assert.Equal(0, (await RunAsync("approve", review, "--reason", "one voice")).Code);

        var survivor = await Api.GetAsync($"api/profiles/{pair.RightId}");
        Assert.Equal(pair.LeftId, survivor.Id());
        Assert.Equal(["hubspot", "shop"], survivor.Items("records").Select(r => r.Text("source")!).Order(StringComparer.Ordinal));
        var links = await Api.GetAsync($"api/profiles/{pair.RightId}/links");
        var link = Assert.Single(links.Items("links"));
        Assert.Equal("review", link.Text("kind"));
        Assert.True((await Api.GetAsync($"api/profiles/{pair.LeftId}/links/{link.Text("id")}")).GetProperty("score").Items("fields").Count > 0);

        await ComeApartAsync(pair, link.Text("id")!);
    }

    [Fact]
    public async Task Who_is_rejected_is_not_asked_again_and_the_second_steward_is_told()
    {
        var pair = await SendAsync();
        var review = await ReviewAsync(pair);

        Assert.Equal("rejected", (await Api.PostAsync($"api/identity/reviews/{review}/reject", new { reason = "father and son" })).Text("review", "status"));
        using (var second = await Api.SendAsync(HttpMethod.Post, $"api/identity/reviews/{review}/approve", new { }, key: identity.App.Process.MasterKey))
        {
            Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
            var problem = JsonElement.Parse(await second.Content.ReadAsStringAsync());
            Assert.Equal(("urn:serverlesscdi:problem:review-decided", "rejected", "key default"), (problem.Text("type"), problem.Text("decision"), problem.Text("by")));
        }

        await identity.App.Shop.TellAsync(pair.Right.UserId, Now, new() { ["email"] = pair.Right.Email, ["city"] = "Hove" });
        await Api.WaitForAsync(pair.Right, p => p.Golden("city") == "Hove");

        Assert.Equal(pair.RightId, (await Api.WaitForAsync(pair.Right)).Id());
        Assert.DoesNotContain((await Api.GetAsync("api/identity/reviews?limit=500")).Items("reviews"), r => r.Text("id") == review);
        var explained = await Api.PostAsync("api/identity/explain", new { left = pair.LeftRecord, right = pair.RightRecord });
        Assert.Equal("separated", explained.Text("decision"));
        var separation = Assert.Single((await Api.GetAsync($"api/profiles/{pair.LeftId}/links")).Items("separations"));
        Assert.Equal(("rejected", "father and son"), (separation.Text("kind"), separation.Text("reason")));
    }

    [Fact]
    public async Task Two_are_joined_by_hand_and_what_is_open_is_counted()
    {
        var pair = await SendAsync();
        var review = await ReviewAsync(pair);
        Assert.True((await Api.GetAsync("api/identity/reviews/summary")).GetProperty("open").GetInt64() > 0);
        Assert.True((await Api.GetAsync("api/queues")).GetProperty("reviews").GetProperty("oldestAgeSeconds").GetInt64() >= 0);
        Assert.Equal("ines", (await Api.PostAsync($"api/identity/reviews/{review}/assign", new { assignee = "ines" })).Text("review", "assignee"));
        Assert.Contains((await Api.GetAsync("api/identity/reviews?assignee=ines&kind=pair&minBits=0")).Items("reviews"), r => r.Text("id") == review);

        var merged = await Api.PostAsync("api/identity/merge", new { left = new { profile = pair.RightId }, right = pair.LeftRecord, reason = "one voice" });

        Assert.Equal(("merged", pair.LeftId), (merged.Text("outcome"), merged.Text("profile")));
        Assert.Equal("obsolete", (await Api.GetAsync($"api/identity/reviews/{review}")).Text("review", "status"));
        using var late = await Api.SendAsync(HttpMethod.Post, $"api/identity/reviews/{review}/later", new { days = 3 });
        Assert.EndsWith(":review-obsolete", JsonElement.Parse(await late.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
        var unknown = new { records = new[] { new { source = "shop", @object = "contact", key = "nobody" } }, reason = "two voices" };
        using var refused = await Api.SendAsync(HttpMethod.Post, $"api/profiles/{pair.LeftId}/unmerge", unknown);
        Assert.EndsWith(":record-not-found", JsonElement.Parse(await refused.Content.ReadAsStringAsync()).Text("type"), StringComparison.Ordinal);
        Assert.Equal(2, (await Api.PostAsync($"api/profiles/{pair.LeftId}/unmerge", new { records = new[] { pair.RightRecord }, reason = "two voices" })).Items("profiles").Count);
    }

    [Theory]
    [InlineData("GET", "api/identity/reviews?status=undecided", null, 400, "invalid-filter")]
    [InlineData("GET", "api/identity/reviews?minBits=many", null, 400, "invalid-filter")]
    [InlineData("GET", "api/identity/reviews/0123", null, 404, "review-not-found")]
    [InlineData("GET", "api/identity/reviews/0123?reveal=true", null, 400, "reason-needed")]
    [InlineData("GET", "api/identity/reviews/0123/accesses", null, 404, "review-not-found")]
    [InlineData("POST", "api/identity/reviews/0123/approve", "{}", 404, "review-not-found")]
    [InlineData("POST", "api/identity/reviews/0123/reject", """{"reson":"x"}""", 400, "invalid-decision")]
    [InlineData("POST", "api/identity/reviews/0123/later", """{"days":0}""", 400, "invalid-decision")]
    [InlineData("POST", "api/identity/reviews/0123/later", """{"until":"2020-01-01T00:00:00Z"}""", 400, "invalid-decision")]
    [InlineData("POST", "api/identity/merge", """{"left":{"profile":"x"},"right":{"source":"a","object":"contact","key":"b"},"reason":"x"}""", 400, "invalid-merge")]
    [InlineData("POST", "api/identity/merge", """{"left":{"source":"a","object":"contact","key":"a"},"right":{"source":"a","object":"contact","key":"b"}}""", 400, "reason-needed")]
    [InlineData("POST", "api/identity/merge", """{"left":{"source":"a","object":"contact","key":"a"},"right":{"source":"a","object":"contact","key":"b"},"reason":"x"}""", 404, "profile-not-found")]
    [InlineData("POST", "api/identity/explain", """{"left":{"source":"a","object":"contact","key":"a"}}""", 400, "invalid-explain")]
    [InlineData("POST", "api/identity/explain", """{"left":{"source":"a","object":"contact","key":"a"},"right":{"source":"a","object":"contact","key":"b"}}""", 404, "record-not-found")]
    [InlineData("POST", "api/profiles/0198c0de-0000-7000-8000-000000000000/unmerge", """{"link":"x","reason":"x"}""", 404, "profile-not-found")]
    [InlineData("POST", "api/profiles/0198c0de-0000-7000-8000-000000000000/unmerge", """{"reason":"x"}""", 400, "invalid-unmerge")]
    [InlineData("GET", "api/profiles/0198c0de-0000-7000-8000-000000000000/links", null, 404, "profile-not-found")]
    [InlineData("GET", "api/profiles/nobody/links/x", null, 400, "invalid-id")]
    public async Task What_cannot_be_done_is_said_by_its_problem(string method, string path, string? body, int status, string problem)
    {
        using var answer = await Api.SendAsync(new HttpMethod(method), path, body is null ? null : JsonElement.Parse(body));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal($"urn:serverlesscdi:problem:{problem}", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).Text("type"));
    }

    private async Task ComeApartAsync(Pair pair, string link)
    {
        await Eventually.BeAsync("the survivor's delivery", async () => (await Api.GetAsync($"api/profiles/{pair.LeftId}")).Delivery(IdentityApp.Destination).Text("outcome") == "Sent");
        var told = identity.Receiver.Calls.Count;

        var apart = await RunAsync("unmerge", pair.LeftId, "--link", link, "--reason", "two voices", "--json");

        Assert.Equal(0, apart.Code);
        var profiles = JsonElement.Parse(apart.Output).Items("profiles").Select(p => p.GetString()!).Order(StringComparer.Ordinal);
        Assert.Equal(new[] { pair.LeftId, pair.RightId }.Order(StringComparer.Ordinal), profiles);
        Assert.Equal((pair.LeftId, pair.RightId), ((await Api.WaitForAsync(pair.Left)).Id(), (await Api.WaitForAsync(pair.Right)).Id()));
        foreach (var (person, id) in new[] { (pair.Left, pair.LeftId), (pair.Right, pair.RightId) })
        {
            Assert.Equal(person.Email, (await Api.GetAsync($"api/profiles/{id}")).Golden("email"));
            await Eventually.BeAsync("a delivery of each", () => identity.Receiver.Calls.Skip(told).Any(c => c.Json.Text("data", "id") == id && c.Field("email") == person.Email));
        }
    }

    /// <summary>A contact of HubSpot's and one of the shop's with one name and town, and nothing that ties them.</summary>
    private async Task<Pair> SendAsync()
    {
        var left = Person.New();
        var right = Person.New() with { FirstName = left.FirstName, LastName = left.LastName };
        await identity.App.HubSpot.TellAsync(HubSpotVendor.Contact(left, Now));
        var leftId = (await Api.WaitForAsync(left)).Id();
        var contact = new Dictionary<string, string> { ["email"] = right.Email, ["firstName"] = right.FirstName, ["lastName"] = right.LastName, ["city"] = "London" };
        await identity.App.Shop.TellAsync(right.UserId, Now, contact);
        return new(left, leftId, right, (await Api.WaitForAsync(right)).Id());
    }

    private async Task<string> ReviewAsync(Pair pair)
    {
        string[] both = [pair.LeftId, pair.RightId];
        return await Eventually.GetAsync("a review of the two", async () => (await Api.GetAsync("api/identity/reviews?limit=500")).Items("reviews")
            .FirstOrDefault(r => both.Contains(r.Text("left")) && both.Contains(r.Text("right"))) is { ValueKind: JsonValueKind.Object } review ? review.Text("id") : null);
    }

    private Task<CommandLineResult> RunAsync(params string[] what) => CommandLine.RunAsync(identity.App.Process, ["identity", .. what]);

    private sealed record Pair(Person Left, string LeftId, Person Right, string RightId)
    {
        public object LeftRecord => new { source = "hubspot", @object = "contact", key = $"{Left.Number}" };

        public object RightRecord => new { source = "shop", @object = "contact", key = Right.UserId };
    }
}
