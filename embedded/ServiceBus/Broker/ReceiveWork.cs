using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work of receivers that hands messages out.</summary>
internal static class ReceiveWork
{
    /// <summary>Locks (or removes) up to <paramref name="max"/> of the oldest messages; not yet if there are none.</summary>
    public static Answer<IReadOnlyList<ServiceBusReceivedMessage>> Receive(Ledger ledger, ReceiverKey receiver, int max, bool delete)
    {
        if (receiver.TryOpen(ledger, out var queue, out var entity) is { } refusal)
        {
            return refusal;
        }

        while (true)
        {
            var held = LockFor(ledger, receiver, queue, entity);
            var rows = ledger.Messages.LockReady(entity, receiver.SessionId, max, held);
            if (rows.Count == 0)
            {
                return Answer<IReadOnlyList<ServiceBusReceivedMessage>>.NotYet(entity);
            }

            // Those that have outlived themselves go; if that was all, what lies behind them is looked at.
            if (RemoveExpired(ledger, rows).Count > 0)
            {
                return HandOut(ledger, receiver, rows, held, delete);
            }
        }
    }

    /// <summary>Locks (or removes) deferred messages by number, all or none.</summary>
    public static Answer<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferred(Ledger ledger, ReceiverKey receiver, IReadOnlyList<long> sequences, bool delete)
    {
        if (receiver.TryOpen(ledger, out var queue, out var entity) is { } refusal)
        {
            return refusal;
        }

        List<MessageRow> found = [];
        foreach (var sequence in sequences.Distinct().Order())
        {
            if (!EntityKey.IsSequence(sequence)
                || ledger.Messages.Find(entity.MessageId(sequence)) is not { State: MessageState.Deferred } row
                || row.ExpiredBy(ledger.Now)
                || row.Group != receiver.SessionId)
            {
                return new ServiceBusException(
                    $"No deferred message has the sequence number {sequence}.", ServiceBusFailureReason.MessageNotFound, receiver.EntityPath);
            }

            found.Add(row);
        }

        var held = LockFor(ledger, receiver, queue, entity);
        for (var i = 0; i < found.Count; i++)
        {
            ledger.Messages.Hold(found[i].Id, held);
            found[i] = found[i] with { State = MessageState.Locked, Lock = held.Id, Until = held.Until };
        }

        return HandOut(ledger, receiver, found, held, delete);
    }

    private static List<MessageRow> RemoveExpired(Ledger ledger, List<MessageRow> rows)
    {
        foreach (var row in rows.Where(row => row.ExpiredBy(ledger.Now)))
        {
            ledger.Expire(row);
        }

        rows.RemoveAll(row => row.ExpiredBy(ledger.Now));
        return rows;
    }

    private static SessionLock LockFor(Ledger ledger, ReceiverKey receiver, BrokerQueue queue, EntityKey entity) => receiver.SessionId is { } session
        ? new SessionLock(receiver.SessionLock, ledger.Sessions.Get(entity, session).Until)
        : new SessionLock(LockToken.NewLock(), ledger.Now + queue.LockMilliseconds);

    private static Answer<IReadOnlyList<ServiceBusReceivedMessage>> HandOut(
        Ledger ledger, ReceiverKey receiver, List<MessageRow> rows, SessionLock held, bool delete)
    {
        var messages = new ServiceBusReceivedMessage[rows.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            var row = delete ? rows[i] with { State = rows[i].Home } : rows[i];
            messages[i] = MessageCodec.Decode(ledger.Messages.Payload(row), row, peeked: false);
            if (delete)
            {
                ledger.Messages.Delete(row);
            }
        }

        if (!delete && receiver.SessionId is null && rows.Count > 0)
        {
            ledger.Locks.Add(held.Id, rows, held.Until);
            ledger.DueAt(held.Until);
        }

        return messages;
    }
}
