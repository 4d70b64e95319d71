using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>One app on the shipped integration for many tests, each with persons of its own; and a source without a secret.</summary>
public sealed class IntakeApp : IAsyncLifetime
{
    /// <summary>A source whose secret is not in the vault.</summary>
    internal const string Unarmed = "unarmed";

    /// <summary>Shops with a contract, whose drift is watched, or also set aside.</summary>
    internal const string Observed = "observed";
    internal const string Enforced = "enforced";

    private readonly TestConfig _config = new TestConfig().WithShop(Unarmed, "no-such-secret")
        .WithShop(Observed, "shop-webhook-secret").WithContract(Observed, "observe")
        .WithShop(Enforced, "shop-webhook-secret").WithContract(Enforced, "enforce")
        .WithHousehold("lastName", "city");

    internal WatchedApp App { get; private set; } = null!; // set before any test runs

    public async Task InitializeAsync() =>
        App = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = _config.Folder, Secrets = WatchedApp.AllSecrets });

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        _config.Dispose();
    }
}

/// <summary>The tests that share the app run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class IntakeTests : ICollectionFixture<IntakeApp>
{
    public const string Name = "intake";
}
