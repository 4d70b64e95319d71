using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>One app that joins nobody by itself and asks of everybody who is a little alike, with one destination.</summary>
public sealed class IdentityApp : IAsyncLifetime
{
    internal const string Destination = "plain";

    private TestConfig? _config;

    internal WatchedApp App { get; private set; } = null!; // these are set before any test runs

    internal Receiver Receiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        _config = new TestConfig().WithDestination(Destination, Receiver.Url);
        _config.With("policy.json", Policy(_config.Folder));
        App = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = _config.Folder, Secrets = WatchedApp.AllSecrets });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
        _config?.Dispose();
    }

    private static string Policy(string folder)
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "policy.json")), null, lenient)!; // a file of ours
        policy["identity"]!["matching"] = new JsonObject { ["auto"] = 150, ["bridge"] = 160, ["review"] = 0 }; // it has an identity section
        return policy.ToJsonString();
    }
}

/// <summary>The tests that share the app run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class IdentityTests : ICollectionFixture<IdentityApp>
{
    public const string Name = "identity";
}
