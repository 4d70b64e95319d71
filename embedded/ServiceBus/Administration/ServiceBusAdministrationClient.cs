using Azure.Core;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Creates, finds and counts queues of the embedded broker. It keeps no store open between calls.</summary>
public class ServiceBusAdministrationClient
{
    private const string NotEmbedded =
        "The embedded Service Bus has no namespaces and no credentials. Build with the package Azure.Messaging.ServiceBus (AzureSdk=nuget) to connect to Azure.";

    private readonly EmbeddedConnectionString _connection;
    private readonly TimeProvider _time;
    private readonly StoreRegistry _registry;

    protected ServiceBusAdministrationClient()
    {
        (_connection, _time, _registry) = (null!, null!, null!);
    }

    public ServiceBusAdministrationClient(string connectionString) : this(connectionString, TimeProvider.System, StoreRegistry.Process)
    {
    }

    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusAdministrationClient(string fullyQualifiedNamespace, TokenCredential credential) => throw new NotSupportedException(NotEmbedded);

    internal ServiceBusAdministrationClient(string connectionString, TimeProvider time, StoreRegistry registry)
    {
        _connection = EmbeddedConnectionString.Parse(connectionString);
        _time = time;
        _registry = registry;
    }

    public virtual Task<Response<QueueProperties>> CreateQueueAsync(string name, CancellationToken cancellationToken = default) =>
        CreateQueueAsync(new CreateQueueOptions(name), cancellationToken);

    /// <exception cref="ServiceBusException">MessagingEntityAlreadyExists.</exception>
    public virtual Task<Response<QueueProperties>> CreateQueueAsync(CreateQueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var definition = options.ToDefinition();
        return WithStoreAsync(
            async store => Respond(201, new QueueProperties((await store.RunAsync(ledger => QueueWork.Create(ledger, definition))).Definition)), cancellationToken);
    }

    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public virtual Task<Response> DeleteQueueAsync(string name, CancellationToken cancellationToken = default) =>
        WithStoreAsync(
            async store =>
            {
                await store.RunAsync(ledger => QueueWork.Delete(ledger, name));
                return (Response)new EmbeddedResponse(200);
            },
            cancellationToken);

    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public virtual Task<Response<QueueProperties>> GetQueueAsync(string name, CancellationToken cancellationToken = default) =>
        WithStoreAsync(
            async store => Respond(200, new QueueProperties((await store.RunAsync(ledger => QueueWork.Get(ledger, name))).Definition)), cancellationToken);

    /// <exception cref="ServiceBusException">MessagingEntityNotFound.</exception>
    public virtual Task<Response<QueueRuntimeProperties>> GetQueueRuntimePropertiesAsync(string name, CancellationToken cancellationToken = default) =>
        WithStoreAsync(
            async store =>
            {
                var queue = await store.RunAsync(ledger => QueueWork.Get(ledger, name));
                return Respond(200, new QueueRuntimeProperties(queue, await store.ReadAsync(browser => browser.Count(queue))));
            },
            cancellationToken);

    public virtual Task<Response<bool>> QueueExistsAsync(string name, CancellationToken cancellationToken = default) =>
        WithStoreAsync(async store => Respond(200, await store.RunAsync<bool>(ledger => ledger.Queues.Find(name) is not null)), cancellationToken);

    private static Response<T> Respond<T>(int status, T value) => Response.FromValue(value, new EmbeddedResponse(status));

    private async Task<T> WithStoreAsync<T>(Func<Store, Task<T>> use, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await using var lease = new StoreLease(_connection, _time, _registry);
        return await use(await lease.OpenAsync(cancellationToken));
    }
}
