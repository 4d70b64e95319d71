using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends to one queue. A send returns after its messages are on disk, all of them or none.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    private readonly ServiceBusClient _client;

    protected ServiceBusSender()
    {
        _client = null!;
    }

    protected ServiceBusSender(ServiceBusClient client, string queueOrTopicName) : this(client, queueOrTopicName, new ServiceBusSenderOptions())
    {
    }

    protected internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        _client = client;
        EntityPath = queueOrTopicName;
        Identifier = options?.Identifier ?? $"{queueOrTopicName}-sender";
    }

    public virtual string EntityPath { get; } = "";

    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    public virtual string Identifier { get; } = "";

    public virtual bool IsClosed { get; private set; }

    /// <exception cref="ServiceBusException">MessagingEntityNotFound, MessageSizeExceeded, QuotaExceeded (disk full), ServiceBusy.</exception>
    /// <exception cref="InvalidOperationException">The queue has sessions and the message has no SessionId.</exception>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync([message], null, cancellationToken);
    }

    /// <summary>All in one go; together at most 256 KB.</summary>
    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return SendAsync([.. messages], null, cancellationToken);
    }

    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        await EnqueueAsync(messageBatch.Messages, cancellationToken);
    }

    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(new CreateMessageBatchOptions(), cancellationToken);

    /// <exception cref="ArgumentOutOfRangeException">MaxSizeInBytes is above 256 KB.</exception>
    public virtual async ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions options, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken);
        var max = options?.MaxSizeInBytes ?? OutgoingMessage.MaxBytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, OutgoingMessage.MaxBytes, nameof(CreateMessageBatchOptions.MaxSizeInBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 24, nameof(CreateMessageBatchOptions.MaxSizeInBytes));
        return new ServiceBusMessageBatch(max, _client.Lease.Time, EntityPath);
    }

    /// <returns>The number that cancels it, until its time comes and it gets its place in the queue.</returns>
    public virtual async Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return (await SendAsync([message], scheduledEnqueueTime, cancellationToken))[0];
    }

    public virtual async Task<IReadOnlyList<long>> ScheduleMessagesAsync(
        IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return await SendAsync([.. messages], scheduledEnqueueTime, cancellationToken);
    }

    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) =>
        CancelScheduledMessagesAsync([sequenceNumber], cancellationToken);

    /// <exception cref="ServiceBusException">MessageNotFound: one of them is not scheduled (any more). Then none is cancelled.</exception>
    public virtual async Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sequenceNumbers);
        long[] numbers = [.. sequenceNumbers];
        var store = await OpenAsync(cancellationToken);
        await store.RunAsync(ledger => SendWork.Cancel(ledger, EntityPath, numbers));
    }

    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    private async Task<long[]> SendAsync(ServiceBusMessage[] messages, DateTimeOffset? scheduledEnqueueTime, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var outgoing = new OutgoingMessage[messages.Length];
        var size = 0L;
        for (var i = 0; i < messages.Length; i++)
        {
            if (scheduledEnqueueTime is { } time)
            {
                messages[i].ScheduledEnqueueTime = time;
            }

            outgoing[i] = OutgoingMessage.From(messages[i], _client.Lease.Time, EntityPath);
            size += outgoing[i].Size;
        }

        return size > OutgoingMessage.MaxBytes
            ? throw OutgoingMessage.TooLarge(
                $"The {messages.Length} message(s) take {size} bytes; at most {OutgoingMessage.MaxBytes} are allowed in one send. Use CreateMessageBatchAsync to split them.",
                EntityPath)
            : await EnqueueAsync(outgoing, cancellationToken);
    }

    private async Task<long[]> EnqueueAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        if (messages.Count == 0)
        {
            return [];
        }

        var store = await OpenAsync(cancellationToken);
        return await store.RunAsync(ledger => SendWork.Send(ledger, EntityPath, messages));
    }

    private ValueTask<Store> OpenAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        return _client.Lease.OpenAsync(cancellationToken);
    }

    private void ThrowIfClosed()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _client.ThrowIfClosed();
    }
}
