using System.Net;
using System.Net.Sockets;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>One app with several destinations: one that takes everything, one that needs consent, one that a test makes fail, one where nobody listens.</summary>
public sealed class DeliveryApp : IAsyncLifetime
{
    internal const string Plain = "plain";
    internal const string Consenting = "consenting";
    internal const string Moody = "moody";
    internal const string Dead = "dead";

    private TestConfig? _config;

    internal WatchedApp App { get; private set; } = null!; // these are set before any test runs

    internal Receiver PlainReceiver { get; private set; } = null!;

    internal Receiver ConsentingReceiver { get; private set; } = null!;

    internal Receiver MoodyReceiver { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        PlainReceiver = await Receiver.StartAsync();
        ConsentingReceiver = await Receiver.StartAsync();
        MoodyReceiver = await Receiver.StartAsync();
        _config = new TestConfig()
            .WithDestination(Plain, PlainReceiver.Url)
            .WithDestination(Consenting, ConsentingReceiver.Url, """{ "purpose": "marketing", "channel": "email" }""")
            .WithDestination(Moody, MoodyReceiver.Url)
            .WithDestination(Dead, NobodyListens());
        App = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = _config.Folder, Secrets = WatchedApp.AllSecrets });
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await PlainReceiver.DisposeAsync();
        await ConsentingReceiver.DisposeAsync();
        await MoodyReceiver.DisposeAsync();
        _config?.Dispose();
    }

    private static Uri NobodyListens()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://{socket.LocalEndPoint}/profiles");
    }
}

/// <summary>The tests that share the app run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DeliveryTests : ICollectionFixture<DeliveryApp>
{
    public const string Name = "delivery";
}
