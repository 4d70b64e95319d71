using System.Runtime.CompilerServices;
using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives from one queue or its dead-letter queue, and settles what it received.</summary>
public class ServiceBusReceiver : IAsyncDisposable
{
    private const int MaxReasonLength = 4_096;

    private readonly ServiceBusClient _client;
    private readonly ReceiverKey _key;
    private readonly CancellationTokenSource _closing = new();
    private long _peekFrom;

    protected ServiceBusReceiver()
    {
        _client = null!;
        _key = null!;
    }

    protected internal ServiceBusReceiver(ServiceBusClient client, string queueName, ServiceBusReceiverOptions options)
        : this(client, new ReceiverKey(queueName, options?.SubQueue == SubQueue.DeadLetter, null, 0), options ?? new ServiceBusReceiverOptions())
    {
    }

    internal ServiceBusReceiver(ServiceBusClient client, ReceiverKey key, ServiceBusReceiverOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(key.QueueName);
        ArgumentOutOfRangeException.ThrowIfNegative(options.PrefetchCount);
        if (options.SubQueue == SubQueue.TransferDeadLetter)
        {
            throw new NotSupportedException("The embedded broker does not forward, so it has no transfer dead-letter queue. Use the package Azure.Messaging.ServiceBus (AzureSdk=nuget).");
        }

        _client = client;
        _key = key;
        ReceiveMode = options.ReceiveMode;
        PrefetchCount = options.PrefetchCount;
        Identifier = options.Identifier ?? $"{key.EntityPath}-receiver";
    }

    public virtual string EntityPath => _key.EntityPath;

    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    public virtual int PrefetchCount { get; }

    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    internal ReceiverKey Key => _key;

    /// <returns>Null if there was none within <paramref name="maxWaitTime"/> (TryTimeout if null).</returns>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        var messages = await ReceiveMessagesAsync(1, maxWaitTime, cancellationToken);
        return messages.Count == 0 ? null : messages[0];
    }

    /// <summary>Waits for the first message, then returns what is there, up to <paramref name="maxMessages"/>.</summary>
    /// <exception cref="ServiceBusException">MessagingEntityNotFound, SessionLockLost.</exception>
    /// <exception cref="InvalidOperationException">The queue has sessions and this receiver has none.</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(
        int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        if (maxWaitTime is { } wait && (wait < TimeSpan.Zero || (wait == TimeSpan.Zero && PrefetchCount == 0)))
        {
            throw new ArgumentOutOfRangeException(nameof(maxWaitTime), "The time to wait must be positive; it may be zero only with a PrefetchCount.");
        }

        var store = await OpenAsync(cancellationToken);
        var delete = ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        using var work = new Work<IReadOnlyList<ServiceBusReceivedMessage>>(
            ledger => ReceiveWork.Receive(ledger, _key, maxMessages, delete),
            static () => Array.Empty<ServiceBusReceivedMessage>());
        work.WaitAtMost(maxWaitTime ?? _client.TryTimeout, store.Time, either.Token);
        return await store.RunAsync(work);
    }

    public virtual async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveMessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (await ReceiveMessageAsync(null, cancellationToken) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>Looks at the next message without a lock, in every state, from the number given or from where the last peek ended.</summary>
    public virtual async Task<ServiceBusReceivedMessage?> PeekMessageAsync(long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        var messages = await PeekMessagesAsync(1, fromSequenceNumber, cancellationToken);
        return messages.Count == 0 ? null : messages[0];
    }

    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(
        int maxMessages, long? fromSequenceNumber = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessages);
        var store = await OpenAsync(cancellationToken);
        var entity = await EntityAsync(store);
        var from = fromSequenceNumber ?? Interlocked.Read(ref _peekFrom);
        var messages = await store.ReadAsync(browser => browser.Peek(entity, _key.SessionId, from, maxMessages));
        if (messages.Count > 0)
        {
            Interlocked.Exchange(ref _peekFrom, messages[^1].SequenceNumber + 1);
        }

        return messages;
    }

    public virtual async Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        (await ReceiveDeferredMessagesAsync([sequenceNumber], cancellationToken))[0];

    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not deferred; then none is locked.</exception>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(
        IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        long[] numbers = [.. sequenceNumbers];
        if (numbers.Length == 0)
        {
            return [];
        }

        var delete = ReceiveMode == ServiceBusReceiveMode.ReceiveAndDelete;
        var store = await OpenAsync(cancellationToken);
        return await store.RunAsync(ledger => ReceiveWork.ReceiveDeferred(ledger, _key, numbers, delete));
    }

    /// <exception cref="ServiceBusException">MessageLockLost or SessionLockLost: too late.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        var token = TokenOf(message);
        return SettleAsync(ledger => SettleWork.Complete(ledger, _key, token), cancellationToken);
    }

    /// <summary>Back to the queue, to be delivered again at once; dead-lettered after MaxDeliveryCount deliveries.</summary>
    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        var token = TokenOf(message);
        var properties = Checked(propertiesToModify);
        return SettleAsync(ledger => SettleWork.Abandon(ledger, _key, token, properties), cancellationToken);
    }

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, new DeadLetterCause(null, null, Checked(propertiesToModify)), cancellationToken);

    /// <exception cref="ArgumentOutOfRangeException">Reason or description is longer than 4,096 characters.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message, string deadLetterReason, string? deadLetterErrorDescription = null, CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, new DeadLetterCause(deadLetterReason, deadLetterErrorDescription, null), cancellationToken);

    /// <exception cref="InvalidOperationException">The properties also hold a reason or a description, and another one.</exception>
    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object> propertiesToModify,
        string deadLetterReason,
        string? deadLetterErrorDescription = null,
        CancellationToken cancellationToken = default) =>
        DeadLetterAsync(message, new DeadLetterCause(deadLetterReason, deadLetterErrorDescription, Checked(propertiesToModify)), cancellationToken);

    /// <summary>Sets it aside: from now on only its sequence number fetches it.</summary>
    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default)
    {
        var token = TokenOf(message);
        var properties = Checked(propertiesToModify);
        return SettleAsync(ledger => SettleWork.Defer(ledger, _key, token, properties), cancellationToken);
    }

    /// <summary>A full lock duration from now; the message's LockedUntil follows.</summary>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        var token = TokenOf(message);
        message.LockedUntil = await SettleAsync(ledger => SettleWork.Renew(ledger, _key, token), cancellationToken);
    }

    public virtual async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        if (!IsClosed)
        {
            IsClosed = true;
            await _closing.CancelAsync();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
        _closing.Dispose();
    }

    internal async Task<T> SettleAsync<T>(Func<Ledger, Answer<T>> run, CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken);
        return await store.RunAsync(run);
    }

    private static IDictionary<string, object>? Checked(IDictionary<string, object>? properties)
    {
        if (properties is not null)
        {
            // Encoded here for its check alone: a value that cannot be stored must fail its caller, not the writer.
            _ = PropertyCodec.Encode(properties);
        }

        return properties;
    }

    private Task<bool> DeadLetterAsync(ServiceBusReceivedMessage message, DeadLetterCause cause, CancellationToken cancellationToken)
    {
        ThrowIfTooLong(cause.Reason, "deadLetterReason");
        ThrowIfTooLong(cause.Description, "deadLetterErrorDescription");
        ThrowIfAmbiguous(cause.Properties, ServiceBusReceivedMessage.ReasonProperty, cause.Reason);
        ThrowIfAmbiguous(cause.Properties, ServiceBusReceivedMessage.DescriptionProperty, cause.Description);
        var token = TokenOf(message);
        return SettleAsync(ledger => SettleWork.DeadLetter(ledger, _key, token, cause), cancellationToken);
    }

    private static void ThrowIfTooLong(string? text, string parameter)
    {
        if (text is { Length: > MaxReasonLength })
        {
            throw new ArgumentOutOfRangeException(parameter, $"It has {text.Length} characters; at most {MaxReasonLength} are allowed.");
        }
    }

    private static void ThrowIfAmbiguous(IDictionary<string, object>? properties, string name, string? value)
    {
        if (value is not null && properties is not null && properties.TryGetValue(name, out var other) && !value.Equals(other as string, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Differing {name} values were given as a parameter and in propertiesToModify.");
        }
    }

    private Guid TokenOf(ServiceBusReceivedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (ReceiveMode != ServiceBusReceiveMode.PeekLock)
        {
            throw new InvalidOperationException("The operation is only supported in 'PeekLock' receive mode.");
        }

        return message.LockTokenGuid == Guid.Empty
            ? throw new InvalidOperationException("This message was peeked or received without a lock, so it cannot be settled.")
            : message.LockTokenGuid;
    }

    private ValueTask<Store> OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _client.ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        return _client.Lease.OpenAsync(cancellationToken);
    }

    private async ValueTask<EntityKey> EntityAsync(Store store)
    {
        var queue = await store.RunAsync(ledger => QueueWork.Get(ledger, _key.QueueName));
        return _key.DeadLetter ? queue.Active.DeadLetter : queue.Active;
    }
}
