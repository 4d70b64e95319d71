using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settles the messages of one run. What was settled here is left alone when the run ends, however it ends.</summary>
public class ServiceBusMessageActions
{
    private readonly ServiceBusReceiver _receiver;
    private readonly ConcurrentDictionary<long, bool> _settled = new();

    internal ServiceBusMessageActions(ServiceBusReceiver receiver)
    {
        _receiver = receiver;
    }

    protected ServiceBusMessageActions()
    {
        _receiver = null!; // A mock overrides every member that would use it.
    }

    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SettledAsync(message, _receiver.CompleteMessageAsync(message, cancellationToken));
    }

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SettledAsync(message, _receiver.AbandonMessageAsync(message, propertiesToModify, cancellationToken));
    }

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var dead = deadLetterReason is null
            ? _receiver.DeadLetterMessageAsync(message, propertiesToModify, cancellationToken)
            : _receiver.DeadLetterMessageAsync(message, propertiesToModify ?? [], deadLetterReason, deadLetterErrorDescription, cancellationToken);
        return SettledAsync(message, dead);
    }

    public virtual Task DeferMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SettledAsync(message, _receiver.DeferMessageAsync(message, propertiesToModify, cancellationToken));
    }

    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _receiver.RenewMessageLockAsync(message, cancellationToken);
    }

    internal bool IsSettled(ServiceBusReceivedMessage message) => _settled.ContainsKey(message.SequenceNumber);

    private async Task SettledAsync(ServiceBusReceivedMessage message, Task settling)
    {
        await settling;
        _settled[message.SequenceNumber] = true;
    }
}
