using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The moves that a message can make, each keeping the indexes, the due time and the waiting receivers right.</summary>
internal static class Transitions
{
    /// <summary>Back to where it was received from, after an abandon, an expired lock or a closed session.</summary>
    public static void Return(this Ledger ledger, in MessageRow row, bool countDelivery)
    {
        var queue = ledger.Queues.Find(row.Entity.QueueId);
        if (queue is null)
        {
            ledger.Messages.Delete(row);
            return;
        }

        var returned = row with { State = row.Home, Deliveries = row.Deliveries + (countDelivery ? 1 : 0) };
        if (countDelivery && !row.Entity.IsDeadLetter && returned.Deliveries >= queue.Definition.MaxDeliveryCount)
        {
            ledger.DeadLetter(returned, "MaxDeliveryCountExceeded", $"Message could not be consumed after {queue.Definition.MaxDeliveryCount} delivery attempts.", null);
            return;
        }

        if (row.ExpiredBy(ledger.Now))
        {
            ledger.Expire(returned);
            return;
        }

        ledger.Place(queue, row.Id, returned);
    }

    /// <summary>Writes the row in its resting state and wakes whoever may want it.</summary>
    public static void Place(this Ledger ledger, BrokerQueue queue, long oldId, in MessageRow row)
    {
        var due = row.State is MessageState.Deferred ? row.Expires : queue.IndexedExpiry(row.Enqueued, row.Expires);
        ledger.Messages.Place(oldId, row, due);
        ledger.DueAt(due);
        ledger.Touched.Add(row.Entity);
    }

    /// <summary>To the dead-letter queue, where nothing expires, keeping its sequence number and its delivery count.</summary>
    public static void DeadLetter(this Ledger ledger, in MessageRow row, string? reason, string? description, IDictionary<string, object>? properties)
    {
        var overlay = Merge(row.Overlay, properties);
        SetText(overlay, ServiceBusReceivedMessage.ReasonProperty, reason);
        SetText(overlay, ServiceBusReceivedMessage.DescriptionProperty, description);
        var moved = row with
        {
            Id = row.Entity.DeadLetter.MessageId(EntityKey.Sequence(row.Id)),
            State = MessageState.Ready,
            Home = MessageState.Ready,
            Group = null,
            Expires = null,
            Overlay = overlay.Count == 0 ? null : PropertyCodec.Encode(overlay),
        };
        ledger.Messages.Place(row.Id, moved, due: null);
        ledger.Touched.Add(moved.Entity);
    }

    /// <summary>Its life is over: to the dead-letter queue if the queue keeps the dead, else gone.</summary>
    public static void Expire(this Ledger ledger, in MessageRow row)
    {
        if (ledger.Queues.Find(row.Entity.QueueId) is { Definition.DeadLetteringOnMessageExpiration: true })
        {
            ledger.DeadLetter(row, "TTLExpiredException", "The message expired and was dead lettered.", null);
        }
        else
        {
            ledger.Messages.Delete(row);
        }
    }

    public static Dictionary<string, object> Merge(byte[]? overlay, IDictionary<string, object>? properties)
    {
        var merged = PropertyCodec.Decode(overlay);
        foreach (var (name, value) in properties ?? new Dictionary<string, object>())
        {
            merged[name] = value;
        }

        return merged;
    }

    public static byte[]? MergeEncoded(byte[]? overlay, IDictionary<string, object>? properties) =>
        properties is { Count: > 0 } ? PropertyCodec.Encode(Merge(overlay, properties)) : overlay;

    private static void SetText(Dictionary<string, object> properties, string name, string? value)
    {
        if (value is not null)
        {
            properties[name] = value;
        }
    }
}
