using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.Functions.Hosting;
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

    /// <summary>Opens every store, so that one that cannot be used stops the start and not the first message.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var client in _clients.Values)
        {
            try
            {
                await client.Lease.OpenAsync(cancellationToken);
            }
            catch (ServiceBusException fault)
            {
                throw new StartupException(fault.Message.Split('\n', 2)[0].TrimEnd(), fault);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }
}
