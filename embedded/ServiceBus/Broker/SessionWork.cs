using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work on sessions: accept, renew, release, state.</summary>
internal static class SessionWork
{
    private const int MaxStateBytes = 262_144;

    public static Answer<AcceptedSession> AcceptNext(Ledger ledger, string queueName)
    {
        if (TryOpen(ledger, queueName, out var queue) is { } refusal)
        {
            return refusal;
        }

        return ledger.Sessions.NextWithMessages(queue.Active) is { } id ? Lock(ledger, queue, id) : Answer<AcceptedSession>.NotYet(queue.Active);
    }

    public static Answer<AcceptedSession> Accept(Ledger ledger, string queueName, string id)
    {
        if (TryOpen(ledger, queueName, out var queue) is { } refusal)
        {
            return refusal;
        }

        if (ledger.Sessions.Get(queue.Active, id).Lock is not null)
        {
            return new ServiceBusException(
                $"The requested session '{id}' cannot be accepted. It may be locked by another receiver.", ServiceBusFailureReason.SessionCannotBeLocked, queueName);
        }

        ledger.Sessions.Ensure(queue.Active, id, ledger.Now);
        return Lock(ledger, queue, id);
    }

    public static Answer<DateTimeOffset> Renew(Ledger ledger, ReceiverKey receiver)
    {
        if (receiver.TryOpen(ledger, out var queue, out var entity) is { } refusal)
        {
            return refusal;
        }

        var until = ledger.Now + queue.LockMilliseconds;
        ledger.Sessions.Renew(entity, receiver.SessionId!, until);
        ledger.DueAt(until);
        return DateTimeOffset.FromUnixTimeMilliseconds(until);
    }

    /// <summary>Gives the session back. Messages it holds return without a count, and a lost session is not an error.</summary>
    public static Answer<bool> Release(Ledger ledger, ReceiverKey receiver)
    {
        if (receiver.TryOpen(ledger, out _, out var entity) is not null)
        {
            return true;
        }

        foreach (var row in ledger.Messages.HeldIn(entity, receiver.SessionId!))
        {
            ledger.Return(row, countDelivery: false);
        }

        ledger.Sessions.Unlock(entity, receiver.SessionId!);
        ledger.Sessions.ForgetIfIdle(entity, receiver.SessionId!);
        ledger.Touched.Add(entity);
        return true;
    }

    public static Answer<byte[]?> GetState(Ledger ledger, ReceiverKey receiver) => receiver.TryOpen(ledger, out _, out var entity) is { } refusal
        ? refusal
        : ledger.Sessions.Get(entity, receiver.SessionId!).State;

    public static Answer<bool> SetState(Ledger ledger, ReceiverKey receiver, byte[]? state)
    {
        if (receiver.TryOpen(ledger, out _, out var entity) is { } refusal)
        {
            return refusal;
        }

        if (state is { Length: > MaxStateBytes })
        {
            return OutgoingMessage.TooLarge($"The session state takes {state.Length} bytes; at most {MaxStateBytes} are allowed.", receiver.EntityPath);
        }

        ledger.Sessions.SetState(entity, receiver.SessionId!, state);
        return true;
    }

    private static Exception? TryOpen(Ledger ledger, string queueName, out BrokerQueue queue)
    {
        queue = ledger.Queues.Find(queueName)!;
        return queue switch
        {
            null => QueueWork.NotFound(queueName),
            { Definition.RequiresSession: false } => new InvalidOperationException(
                $"A sessionful message receiver cannot be created on an entity that does not require sessions. Ensure RequiresSession is set to true when creating the queue. ({queueName})"),
            _ => null,
        };
    }

    private static Answer<AcceptedSession> Lock(Ledger ledger, BrokerQueue queue, string id)
    {
        var held = new SessionLock(LockToken.NewLock(), ledger.Now + queue.LockMilliseconds);
        ledger.Sessions.Lock(queue.Active, id, held, ledger.Now);
        ledger.DueAt(held.Until);
        return new AcceptedSession(id, held.Id, DateTimeOffset.FromUnixTimeMilliseconds(held.Until));
    }
}
