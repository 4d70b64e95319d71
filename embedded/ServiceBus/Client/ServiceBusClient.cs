using System.Collections.Concurrent;
using Azure.Core;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The client of the embedded broker: connection string <c>Cdi=embedded;Path=folder[;Queues=file]</c>. Thread-safe, one
/// for the life of the process. All clients of one folder share one store, which closes with the last of them.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    private const string NotEmbedded =
        "The embedded Service Bus has no namespaces and no credentials. Build with the package Azure.Messaging.ServiceBus (AzureSdk=nuget) to connect to Azure.";

    private readonly ServiceBusClientOptions _options = new();
    private readonly ConcurrentDictionary<ServiceBusSessionReceiver, bool> _sessions = new();

    protected ServiceBusClient()
    {
        Lease = null!;
    }

    public ServiceBusClient(string connectionString) : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
        : this(connectionString, options, TimeProvider.System, StoreRegistry.Process)
    {
    }

    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) => throw new NotSupportedException(NotEmbedded);

    /// <exception cref="NotSupportedException">Always.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options) =>
        throw new NotSupportedException(NotEmbedded);

    /// <summary>For tests: a clock of their own, and a registry of their own to play a second process.</summary>
    internal ServiceBusClient(string connectionString, ServiceBusClientOptions options, TimeProvider time, StoreRegistry registry)
    {
        _options = options ?? new ServiceBusClientOptions();
        Lease = new StoreLease(EmbeddedConnectionString.Parse(connectionString), time, registry);
        Identifier = _options.Identifier ?? $"embedded-{Guid.CreateVersion7(time.GetUtcNow())}";
    }

    public virtual string FullyQualifiedNamespace => "embedded";

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    public ServiceBusTransportType TransportType => _options.TransportType;

    internal StoreLease Lease { get; }

    internal TimeSpan TryTimeout => _options.RetryOptions.TryTimeout;

    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, new ServiceBusSenderOptions());

    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions options)
    {
        ThrowIfClosed();
        return new ServiceBusSender(this, queueOrTopicName, options);
    }

    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions options)
    {
        ThrowIfClosed();
        return new ServiceBusReceiver(this, queueName, options);
    }

    /// <summary>Waits up to TryTimeout for a session that is free and has a message.</summary>
    /// <exception cref="ServiceBusException">ServiceTimeout: there was none. MessagingEntityNotFound.</exception>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public virtual async Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        cancellationToken.ThrowIfCancellationRequested();
        var store = await Lease.OpenAsync(cancellationToken);
        using var work = new Work<AcceptedSession>(
            ledger => SessionWork.AcceptNext(ledger, queueName),
            () => new ServiceBusException(
                "The operation did not complete within the allotted timeout: no session with a message was free.", ServiceBusFailureReason.ServiceTimeout, queueName));
        work.WaitAtMost(TryTimeout, store.Time, cancellationToken);
        return Track(new ServiceBusSessionReceiver(this, queueName, await store.RunAsync(work), options));
    }

    /// <exception cref="ServiceBusException">SessionCannotBeLocked: somebody holds it. MessagingEntityNotFound.</exception>
    /// <exception cref="InvalidOperationException">The queue has no sessions.</exception>
    public virtual async Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        ArgumentException.ThrowIfNullOrEmpty(queueName);
        ArgumentNullException.ThrowIfNull(sessionId);
        cancellationToken.ThrowIfCancellationRequested();
        var store = await Lease.OpenAsync(cancellationToken);
        var accepted = await store.RunAsync(ledger => SessionWork.Accept(ledger, queueName, sessionId));
        return Track(new ServiceBusSessionReceiver(this, queueName, accepted, options));
    }

    /// <summary>Gives back the sessions that are still held, as a closed connection does.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!IsClosed)
        {
            foreach (var session in _sessions.Keys)
            {
                await session.CloseAsync();
            }

            IsClosed = true;
            await Lease.DisposeAsync();
        }
    }

    internal void Forget(ServiceBusSessionReceiver session) => _sessions.TryRemove(session, out _);

    private ServiceBusSessionReceiver Track(ServiceBusSessionReceiver session)
    {
        _sessions[session] = true;
        return session;
    }

    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);
}
