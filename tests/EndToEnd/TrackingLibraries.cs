using System.Net;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>The libraries that customers already have in their sites work as they are, with the app's address as their host.</summary>
[Collection(IntakeTests.Name)]
public sealed class TrackingLibraries(IntakeApp intake)
{
    [Fact]
    public Task Segments_library_tells_of_a_visitor_who_becomes_a_known_person() => BecomesOnePersonAsync(
        (person, visitor) => TrackingClients.SegmentAsync(intake.App.Process, person, visitor));

    [Fact]
    public Task RudderStacks_library_tells_of_a_visitor_who_becomes_a_known_person() => BecomesOnePersonAsync(
        (person, visitor) => TrackingClients.RudderStackAsync(intake.App.Process, person, visitor));

    [Fact]
    public async Task The_standard_webhooks_library_signs_what_the_shop_source_accepts_and_a_tampered_body_is_refused()
    {
        var person = Person.New();
        var at = TimeProvider.System.GetUtcNow();
        var body = JsonSerializer.Serialize(ShopVendor.Contact(person.UserId, at, new() { ["email"] = person.Email, ["city"] = "Hull" }));
        var signed = await TrackingClients.AskAsync("standard-webhooks-judge.mjs", "standardwebhooks", new { secret = ShopVendor.Secret, body });

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(body.Replace("Hull", "Hell", StringComparison.Ordinal), signed));
        Assert.True((int)await PostAsync(body, signed) is >= 200 and <= 299);
        await intake.App.Api.WaitForAsync(person, p => p.Golden("city") == "Hull");
    }

    private async Task BecomesOnePersonAsync(Func<Person, string, Task> track)
    {
        var person = Person.New();
        var visitor = $"visitor-{person.Number}";
        await track(person, visitor);

        var profile = await intake.App.Api.WaitForAsync(person, p => p.Golden("groupId") == "acme" && p.Golden("firstName") == person.FirstName);
        Assert.Equal("segment", profile.Text("fields", "firstName", "source"));
        Assert.Equal(person.Phone, profile.Golden("phone"));
        (string Type, string Value)[] ways = [("anonymous_id", visitor), ("user_id", person.UserId), ("anonymous_id", $"{visitor}-older")];
        foreach (var (type, value) in ways)
        {
            var found = await intake.App.Api.WaitForAsync(type, value, p => p.Id() == profile.Id());
            Assert.Equal(profile.Id(), found.Id());
        }

        await Eventually.BeAsync("the whole story", async () => (await intake.App.Api.TimelineAsync(profile.Id())).Count == 7);
        var events = (await intake.App.Api.TimelineAsync(profile.Id())).Select(e => e.Text("event")).ToList();
        Assert.Superset(new HashSet<string?> { "page", "screen", "Signup Started", "Order Completed", "group" }, events.ToHashSet());
    }

    private async Task<HttpStatusCode> PostAsync(string body, JsonElement signed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("hooks/shop", UriKind.Relative));
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        foreach (var header in signed.GetProperty("headers").EnumerateObject())
        {
            request.Headers.Add(header.Name, header.Value.GetString());
        }

        using var answer = await intake.App.Process.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
