using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work of receivers on a message that they hold. The lock token names the message and the lock.</summary>
internal static class SettleWork
{
    public static Answer<bool> Complete(Ledger ledger, ReceiverKey receiver, Guid token)
    {
        if (TryHold(ledger, receiver, token, out var row) is { } refusal)
        {
            return refusal;
        }

        ledger.Messages.Delete(row);
        return Settled(ledger, receiver, row);
    }

    public static Answer<bool> Abandon(Ledger ledger, ReceiverKey receiver, Guid token, IDictionary<string, object>? properties)
    {
        if (TryHold(ledger, receiver, token, out var row) is { } refusal)
        {
            return refusal;
        }

        ledger.Return(row with { Overlay = Transitions.MergeEncoded(row.Overlay, properties) }, countDelivery: true);
        return Settled(ledger, receiver, row);
    }

    public static Answer<bool> Defer(Ledger ledger, ReceiverKey receiver, Guid token, IDictionary<string, object>? properties)
    {
        if (TryHold(ledger, receiver, token, out var row) is { } refusal)
        {
            return refusal;
        }

        var deferred = row with
        {
            State = MessageState.Deferred,
            Home = MessageState.Deferred,
            Overlay = Transitions.MergeEncoded(row.Overlay, properties),
        };
        ledger.Place(ledger.Queues.Find(row.Entity.QueueId)!, row.Id, deferred);
        return Settled(ledger, receiver, row);
    }

    public static Answer<bool> DeadLetter(Ledger ledger, ReceiverKey receiver, Guid token, DeadLetterCause cause)
    {
        if (TryHold(ledger, receiver, token, out var row) is { } refusal)
        {
            return refusal;
        }

        ledger.DeadLetter(row, cause.Reason, cause.Description, cause.Properties);
        return Settled(ledger, receiver, row);
    }

    /// <summary>A full lock duration from now.</summary>
    public static Answer<DateTimeOffset> Renew(Ledger ledger, ReceiverKey receiver, Guid token)
    {
        if (receiver.SessionId is not null)
        {
            return new InvalidOperationException("Cannot renew the lock of a message from a session. Renew the session's lock.");
        }

        if (TryHold(ledger, receiver, token, out var row) is { } refusal)
        {
            return refusal;
        }

        var until = ledger.Now + ledger.Queues.Find(row.Entity.QueueId)!.LockMilliseconds;
        ledger.Messages.Hold(row.Id, new SessionLock(row.Lock, until));
        ledger.Locks.Renew(row.Lock, row.Id, until);
        ledger.DueAt(until);
        return DateTimeOffset.FromUnixTimeMilliseconds(until);
    }

    private static Exception? TryHold(Ledger ledger, ReceiverKey receiver, Guid token, out MessageRow row)
    {
        row = default;
        if (receiver.TryOpen(ledger, out _, out var entity) is { } refusal)
        {
            return refusal;
        }

        var (lockId, messageId) = LockToken.Parse(token);
        if (EntityKey.OfMessage(messageId) == entity
            && ledger.Messages.Find(messageId) is { State: MessageState.Locked } found
            && found.Lock == lockId
            && (receiver.SessionId is not null ? found.Group == receiver.SessionId : found.Until > ledger.Now))
        {
            row = found;
            return null;
        }

        return new ServiceBusException(
            "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.",
            ServiceBusFailureReason.MessageLockLost,
            receiver.EntityPath);
    }

    private static Answer<bool> Settled(Ledger ledger, ReceiverKey receiver, in MessageRow row)
    {
        if (receiver.SessionId is null)
        {
            ledger.Locks.Settled(row.Lock);
        }

        return true;
    }
}
