using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work of senders: enqueue now or later, and take a scheduled message back.</summary>
internal static class SendWork
{
    /// <summary>Enqueues all or none. The sequence numbers are those of scheduled messages until their time comes.</summary>
    public static Answer<long[]> Send(Ledger ledger, string queueName, IReadOnlyList<OutgoingMessage> messages)
    {
        if (ledger.Queues.Find(queueName) is not { } queue)
        {
            return QueueWork.NotFound(queueName);
        }

        if (queue.Definition.RequiresSession && messages.Any(static m => string.IsNullOrEmpty(m.SessionId)))
        {
            return new InvalidOperationException(
                "The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session support enabled can only receive messages that have the SessionId set to a valid value.");
        }

        var sequences = new long[messages.Count];
        for (var i = 0; i < sequences.Length; i++)
        {
            sequences[i] = Enqueue(ledger, queue, messages[i]);
        }

        return sequences;
    }

    /// <summary>Takes back messages that are still scheduled.</summary>
    public static Answer<bool> Cancel(Ledger ledger, string queueName, IReadOnlyList<long> sequences)
    {
        if (ledger.Queues.Find(queueName) is not { } queue)
        {
            return QueueWork.NotFound(queueName);
        }

        List<MessageRow> found = [];
        foreach (var sequence in sequences)
        {
            if (!EntityKey.IsSequence(sequence) || ledger.Messages.Find(queue.Active.MessageId(sequence)) is not { State: MessageState.Scheduled } row)
            {
                return new ServiceBusException(
                    $"The scheduled message {sequence} could not be found: it was cancelled or has been enqueued.", ServiceBusFailureReason.MessageNotFound, queueName);
            }

            found.Add(row);
        }

        foreach (var row in found)
        {
            ledger.Messages.Delete(row);
        }

        return true;
    }

    private static long Enqueue(Ledger ledger, BrokerQueue queue, OutgoingMessage message)
    {
        var sequence = queue.TakeSequence();
        if (queue.Definition.RequiresDuplicateDetection && !ledger.Seen.TryAdd(queue, message.MessageId, ledger.Now))
        {
            // Accepted and dropped: the sender of a duplicate is told nothing.
            return sequence;
        }

        var scheduled = message.ScheduledEnqueueTime.ToUnixTimeMilliseconds();
        var isScheduled = message.ScheduledEnqueueTime != default && scheduled > ledger.Now;
        var enqueued = isScheduled ? scheduled : ledger.Now;
        var expires = queue.ExpiryOf(enqueued, message.TimeToLive);
        var group = queue.Definition.RequiresSession ? message.SessionId : null;
        var id = queue.Active.MessageId(sequence);
        var row = new MessageRow
        {
            Id = id,
            Body = id,
            State = isScheduled ? MessageState.Scheduled : MessageState.Ready,
            Group = group,
            Enqueued = enqueued,
            Expires = expires,
        };
        var due = isScheduled ? scheduled : queue.IndexedExpiry(enqueued, expires);
        ledger.Messages.Insert(row, due, message.Payload);
        ledger.DueAt(due);
        if (!isScheduled)
        {
            if (group is not null)
            {
                ledger.Sessions.Ensure(queue.Active, group, ledger.Now);
            }

            ledger.Touched.Add(queue.Active);
        }

        return sequence;
    }
}
