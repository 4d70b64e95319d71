using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Tests.Host;

/// <summary>A queue "q", a clock that only the test moves, and hosts whose functions report to the probe.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private readonly HostFolder _folder = new();
    private readonly List<RunningHost> _hosts = [];
    private readonly ServiceBusClient _client;

    private QueueBench()
    {
        _client = new ServiceBusClient(Connection, new ServiceBusClientOptions(), Time, StoreRegistry.Process);
    }

    public ObservedTime Time { get; } = new();

    public Probe Probe { get; } = new();

    private string Connection => $"Cdi=embedded;Path={_folder.Data}";

    private ServiceBusAdministrationClient Administration => new(Connection, Time, StoreRegistry.Process);

    public static async Task<QueueBench> CreateAsync(Action<CreateQueueOptions>? configure = null)
    {
        var bench = new QueueBench();
        await bench.CreateQueueAsync("q", configure);
        return bench;
    }

    public Task CreateQueueAsync(string name, Action<CreateQueueOptions>? configure = null)
    {
        var options = new CreateQueueOptions(name) { LockDuration = TimeSpan.FromMinutes(1) };
        configure?.Invoke(options);
        return Administration.CreateQueueAsync(options);
    }

    public async Task<RunningHost> StartAsync<T>(string serviceBus = "")
    {
        var host = await RunningHost.StartAsync(new HostSetup
        {
            Functions = [typeof(T)],
            Folder = _folder,
            Time = Time,
            HostJson = $$"""{ "extensions": { "serviceBus": { {{serviceBus}} } } }""",
            Configure = b => b.Services.AddSingleton(Probe),
        });
        _hosts.Add(host);
        return host;
    }

    public Task SendAsync(params string[] bodies) => SendToAsync("q", null, bodies);

    public async Task SendToAsync(string queue, string? session, params string[] bodies)
    {
        await using var sender = _client.CreateSender(queue);
        await sender.SendMessagesAsync(bodies.Select(b => new ServiceBusMessage(b) { SessionId = session }));
    }

    /// <summary>Waits until the queue holds so many messages, and so many are dead.</summary>
    public Task HoldsAsync(long active, long dead = 0) => UntilAsync(async () =>
    {
        var counts = (await Administration.GetQueueRuntimePropertiesAsync("q")).Value;
        return counts.ActiveMessageCount == active && counts.DeadLetterMessageCount == dead;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _client.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Yield();
        }
    }
}
