using System.Net;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>One source of every connector that has samples, and the running app that they are sent to.</summary>
public sealed class EveryVendor : IAsyncLifetime, IDisposable
{
    private static readonly string Samples = Path.Combine(AppFiles.Root, "config", "samples");

    private readonly TestConfig _config = new();

    private WatchedApp _app = null!; // set before any test runs

    public async Task InitializeAsync()
    {
        foreach (var key in Vendors().Where(key => !File.Exists(Path.Combine(_config.Folder, "sources", $"{key}.json"))))
        {
            _config.With($"sources/{key}.json", $$"""{ "key": "{{key}}", "connector": "{{key}}", "secrets": ["{{key}}-of-the-test"], "region": "GB" }""");
        }

        _app = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = _config.Folder });
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    public void Dispose() => _config.Dispose();

    [Fact]
    public async Task Every_sample_is_accepted_and_understood_and_every_probe_answered()
    {
        var answers = new Dictionary<string, string>();
        foreach (var vendor in Vendors().Append("shop"))
        {
            // Several sources use the connector of the shop; its samples are the shop's.
            var folder = Path.Combine(Samples, vendor == "shop" ? "standard-webhooks" : vendor);
            foreach (var sample in Directory.EnumerateFiles(folder).Select(f => Path.GetFileNameWithoutExtension(f)))
            {
                var sent = await CommandLine.RunAsync(_app.Process, "send", vendor, sample, "--json", "--config", _config.Folder);
                Assert.True(sent.Code == 0, $"{vendor} {sample} {sent.Output} {sent.Errors}");
                answers[$"{vendor} {sample}"] = JsonElement.Parse(sent.Output).Text("answer") ?? "";
            }
        }

        await Eventually.BeAsync("an outcome of each change", async () =>
        {
            var stats = await _app.Api.GetAsync("api/stats");
            return stats.GetProperty("accepted").GetInt64() > 0 && stats.Text("accepted") == stats.Text("ended");
        });
        Assert.Equal(0, await _app.Api.EndedAsync("Quarantined"));
        Assert.Contains("<Ack>true</Ack>", answers["salesforce outbound-contact"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await ProbeAsync("mailchimp", HttpMethod.Get));
        Assert.Equal(HttpStatusCode.OK, await ProbeAsync("mandrill", HttpMethod.Head));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await ProbeAsync("stripe", HttpMethod.Get));
    }

    /// <summary>Some vendors ask before they send.</summary>
    private async Task<HttpStatusCode> ProbeAsync(string vendor, HttpMethod method)
    {
        using var probe = new HttpRequestMessage(method, new Uri($"hooks/{vendor}", UriKind.Relative));
        using var answer = await _app.Process.Http.SendAsync(probe);
        return answer.StatusCode;
    }

    /// <summary>Connectors that are found by their own name: the shop's has a mapping of its own, and a file is no vendor.</summary>
    private static IEnumerable<string> Vendors() => Directory.EnumerateDirectories(Samples).Select(f => Path.GetFileName(f))
        .Where(key => key != "standard-webhooks" && Catalog.Find(key) is IWebhookConnector);
}
