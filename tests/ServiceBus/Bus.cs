using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using ServerlessCdi.Embedded.ServiceBus.Broker;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.ServiceBus;

/// <summary>A broker of the test's own: a folder, a clock that only the test moves, and as many "processes" on it as the test asks for.</summary>
public sealed class Bus : IAsyncDisposable
{
    private static int _folders;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"cdi-bus-{Environment.ProcessId}-{Interlocked.Increment(ref _folders)}");
    private readonly List<ServiceBusClient> _clients = [];
    private readonly StoreRegistry _registry = new();

    public Bus()
    {
        Client = NewClient(_registry);
    }

    public ManualTime Time { get; } = new();

    public ServiceBusClient Client { get; }

    public ServiceBusAdministrationClient Administration => new(ConnectionString, Time, _registry);

    public string Folder => _folder;

    public string ConnectionString => $"Cdi=embedded;Path={_folder}";

    /// <summary>A client whose store shares nothing with the others but the file, as in another process.</summary>
    public ServiceBusClient AnotherProcess() => NewClient(new StoreRegistry());

    public async Task<string> QueueAsync(string name = "q", Action<CreateQueueOptions>? configure = null)
    {
        var options = new CreateQueueOptions(name);
        configure?.Invoke(options);
        await Administration.CreateQueueAsync(options);
        return name;
    }

    public async Task SendAsync(string queue, params string[] bodies)
    {
        var sender = Client.CreateSender(queue);
        foreach (var body in bodies)
        {
            await sender.SendMessageAsync(new ServiceBusMessage(body));
        }
    }

    public async Task SendToSessionAsync(string queue, string session, params string[] bodies)
    {
        var sender = Client.CreateSender(queue);
        foreach (var body in bodies)
        {
            await sender.SendMessageAsync(new ServiceBusMessage(body) { SessionId = session });
        }
    }

    public ServiceBusReceiver DeadLetters(string queue = "q") =>
        Client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter, PrefetchCount = 1 });

    /// <summary>A receiver that may ask without waiting, as only one with a prefetch may.</summary>
    public ServiceBusReceiver Receiver(string queue = "q") => ReceiverOf(Client, queue);

    public static ServiceBusReceiver ReceiverOf(ServiceBusClient client, string queue = "q") =>
        client.CreateReceiver(queue, new ServiceBusReceiverOptions { PrefetchCount = 1 });

    public Task<ServiceBusSessionReceiver> AcceptAsync(string session, string queue = "q") =>
        Client.AcceptSessionAsync(queue, session, new ServiceBusSessionReceiverOptions { PrefetchCount = 1 });

    /// <summary>What can be received now: a look, not a wait.</summary>
    public static async Task<string[]> TakeAsync(ServiceBusReceiver receiver, int max = 100) =>
        Bodies(await receiver.ReceiveMessagesAsync(max, TimeSpan.Zero));

    public static async Task<ServiceBusReceivedMessage> OneAsync(ServiceBusReceiver receiver) =>
        Assert.Single(await receiver.ReceiveMessagesAsync(1, TimeSpan.Zero));

    public static async Task<ServiceBusFailureReason> ReasonAsync(Func<Task> act) => (await Assert.ThrowsAsync<ServiceBusException>(act)).Reason;

    public static string[] Bodies(IEnumerable<ServiceBusReceivedMessage> messages) => [.. messages.Select(m => m.Body.ToString())];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private ServiceBusClient NewClient(StoreRegistry registry)
    {
        var client = new ServiceBusClient(ConnectionString, new ServiceBusClientOptions(), Time, registry);
        _clients.Add(client);
        return client;
    }
}
