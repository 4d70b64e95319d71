using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus;

/// <summary>Holds one session of a queue: nobody else receives its messages, and they come in order. Closing gives it back.</summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    private readonly ServiceBusClient? _client;
    private long _lockedUntilTicks;

    protected ServiceBusSessionReceiver()
    {
    }

    internal ServiceBusSessionReceiver(ServiceBusClient client, string queueName, AcceptedSession session, ServiceBusSessionReceiverOptions? options)
        : base(
            client,
            new ReceiverKey(queueName, false, session.Id, session.Lock),
            new ServiceBusReceiverOptions
            {
                Identifier = options?.Identifier,
                PrefetchCount = options?.PrefetchCount ?? 0,
                ReceiveMode = options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock,
            })
    {
        SessionId = session.Id;
        _client = client;
        _lockedUntilTicks = session.LockedUntil.UtcTicks;
    }

    public override bool IsClosed => base.IsClosed;

    public virtual string SessionId { get; } = "";

    public virtual DateTimeOffset SessionLockedUntil => new(Interlocked.Read(ref _lockedUntilTicks), TimeSpan.Zero);

    /// <returns>Null where no state was set.</returns>
    public virtual async Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default)
    {
        var state = await SettleAsync(ledger => SessionWork.GetState(ledger, Key), cancellationToken);
        return state is null ? null : new BinaryData(state);
    }

    /// <param name="sessionState">At most 256 KB; null clears it.</param>
    /// <param name="cancellationToken">Counts until the work is handed to the store.</param>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default)
    {
        var bytes = sessionState?.ToArray();
        return SettleAsync(ledger => SessionWork.SetState(ledger, Key, bytes), cancellationToken);
    }

    /// <exception cref="ServiceBusException">SessionLockLost.</exception>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default)
    {
        var until = await SettleAsync(ledger => SessionWork.Renew(ledger, Key), cancellationToken);
        Interlocked.Exchange(ref _lockedUntilTicks, until.UtcTicks);
    }

    public override async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (!base.IsClosed)
        {
            _client?.Forget(this);
            try
            {
                await SettleAsync(ledger => SessionWork.Release(ledger, Key), cancellationToken);
            }
            catch (ObjectDisposedException)
            {
                // The client went first; the session's lock runs out by itself.
            }
        }

        await base.CloseAsync(cancellationToken);
    }
}
