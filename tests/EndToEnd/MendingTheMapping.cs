using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What a wrong mapping kept waiting goes on its way when the mapping is mended, and nothing doubles.</summary>
public sealed class MendingTheMapping
{
    [Fact]
    public async Task What_waited_is_replayed_by_its_filter_once_whatever_is_sent_or_replayed_again()
    {
        using var config = new TestConfig();
        var right = await File.ReadAllTextAsync(Path.Combine(config.Folder, "sources", "shop.json"));
        config.With("sources/shop.json", right.Replace("\"id\": \"objectId\"", "\"id\": \"customerNumber\"", StringComparison.Ordinal));
        await using var app = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = config.Folder, Secrets = WatchedApp.AllSecrets });
        var persons = Enumerable.Range(0, 5).Select(_ => Person.New()).ToList();
        var now = TimeProvider.System.GetUtcNow();
        var told = persons.Select(p => ShopVendor.Contact(p.UserId, now, new() { ["email"] = p.Email, ["firstName"] = p.FirstName })).ToList();
        foreach (var payload in told)
        {
            await app.Shop.TellAsync(payload);
        }

        var early = await CommandLine.RunAsync(app.Process, "quarantine", "replay", "--source", "shop");
        Assert.Equal(1, early.Code);
        Assert.Contains("5 x the record's id at customerNumber is missing", early.Errors, StringComparison.Ordinal);

        config.With("sources/shop.json", right);
        Assert.Equal(0, await app.Process.StopAsync());
        await app.Process.RestartAsync();
        Assert.Equal("0", (await app.Api.PostAsync("api/quarantine/replay", new { source = "hubspot" })).Text("replayed"));
        var first = await app.Api.PostAsync("api/quarantine/replay", new { source = "shop", code = "unreadable", limit = 2 });
        Assert.Equal("2", first.Text("replayed"));
        Assert.NotNull(first.Text("continuation"));
        var rest = await CommandLine.RunAsync(app.Process, "quarantine", "replay", "--source", "shop", "--json");
        Assert.Equal(3, JsonElement.Parse(rest.Output).GetProperty("replayed").GetInt32());
        Assert.Equal(0, rest.Code);
        var seen = new List<JsonElement>();
        foreach (var person in persons)
        {
            seen.Add(await app.Api.WaitForAsync(person));
        }

        foreach (var payload in told)
        {
            await app.Shop.TellAsync(payload);
        }

        await Eventually.BeAsync("five duplicates", async () => await app.Api.EndedAsync("Duplicate") == 5);
        foreach (var profile in seen)
        {
            Assert.Single(await app.Api.TimelineAsync(profile.Text("id")!));
            Assert.Equal(profile.Text("version"), (await app.Api.GetAsync($"api/profiles/{profile.Text("id")}")).Text("version"));
        }

        Assert.Equal("0", (await app.Api.GetAsync("api/quarantine/summary")).Text("total"));
    }
}
