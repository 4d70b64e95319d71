using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>One client for each connection string, on the host's clock.</summary>
internal sealed class BusClients(TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<string, ServiceBusClient> _clients = new(StringComparer.Ordinal);

    public ServiceBusClient For(string connection) =>
        _clients.TryGetValue(connection, out var client)
            ? client
            : _clients[connection] = new ServiceBusClient(connection, new ServiceBusClientOptions(), time, StoreRegistry.Process);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }
}
