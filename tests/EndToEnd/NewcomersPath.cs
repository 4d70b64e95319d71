using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What the README promises: start the app, send a sample, see the person. No secret, no account, no setting.</summary>
public sealed class NewcomersPath
{
    [Fact]
    public async Task A_fresh_app_takes_a_sample_and_shows_the_person_field_by_field()
    {
        await using var app = await WatchedApp.StartAsync(new AppSetup());

        var sent = await CommandLine.RunAsync(app.Process, "send", "hubspot", "contact-created");
        Assert.True(sent.Code == 0, sent.Output + sent.Errors);
        await app.Api.WaitForAsync("email", "ada@example.com", p => p.Golden("city") == "London");

        var shown = await CommandLine.RunAsync(app.Process, "profile", "ada@example.com");
        Assert.Equal(0, shown.Code);
        foreach (var text in new[] { "firstName", "Ada", "Lovelace", "London", "hubspot", "contact 50101" })
        {
            Assert.Contains(text, shown.Output, StringComparison.Ordinal);
        }

        var profile = await JsonAsync(app, "profile", "ada@example.com");
        Assert.Equal("Ada", profile.Golden("firstName"));
        var why = await JsonAsync(app, "profile", "ada@example.com", "--why", "city");
        Assert.Equal("London", why.Text("winner", "value"));
        var timeline = await JsonAsync(app, "profile", "ada@example.com", "--timeline");
        Assert.Equal(6, timeline.Items("entries").Count);
        Assert.Equal("0", (await JsonAsync(app, "queues")).Text("quarantined"));
        Assert.Equal("0", (await JsonAsync(app, "quarantine", "summary")).Text("total"));

        var unknown = await CommandLine.RunAsync(app.Process, "profile", "nobody@example.org");
        Assert.Equal(3, unknown.Code);
    }

    private static async Task<JsonElement> JsonAsync(WatchedApp app, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(app.Process, [.. arguments, "--json"]);
        Assert.True(result.Code == 0, result.Output + result.Errors);
        return JsonElement.Parse(result.Output);
    }
}
