using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Who receives: from which queue or dead-letter queue, and under which session's lock if under one.</summary>
internal sealed record ReceiverKey(string QueueName, bool DeadLetter, string? SessionId, long SessionLock)
{
    public string EntityPath => DeadLetter ? $"{QueueName}/$DeadLetterQueue" : QueueName;

    /// <summary>The queue, or why this receiver may not use it.</summary>
    public Exception? TryOpen(Ledger ledger, out BrokerQueue queue, out EntityKey entity)
    {
        queue = ledger.Queues.Find(QueueName)!;
        if (queue is null)
        {
            entity = default;
            return QueueWork.NotFound(EntityPath);
        }

        entity = DeadLetter ? queue.Active.DeadLetter : queue.Active;
        if (SessionId is { } session)
        {
            return HoldsSession(ledger, entity, session) ? null : SessionLost();
        }

        return queue.Definition.RequiresSession && !DeadLetter
            ? new InvalidOperationException($"It is not possible for an entity that requires sessions to create a non-sessionful message receiver. ({EntityPath})")
            : null;
    }

    public ServiceBusException SessionLost() => new(
        $"The session lock of '{SessionId}' has expired or was taken over. Accept the session again.", ServiceBusFailureReason.SessionLockLost, EntityPath);

    private bool HoldsSession(Ledger ledger, EntityKey entity, string session)
    {
        var (held, until, _) = ledger.Sessions.Get(entity, session);
        return held == SessionLock && until > ledger.Now;
    }
}
