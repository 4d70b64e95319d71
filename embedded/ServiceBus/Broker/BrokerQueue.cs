namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A queue as the writer knows it: its definition, and the sequence number that comes next.</summary>
internal sealed class BrokerQueue(long id, QueueDefinition definition, long nextSequence, long createdAt)
{
    public long Id { get; } = id;

    public QueueDefinition Definition { get; } = definition;

    public long CreatedAt { get; } = createdAt;

    public long NextSequence { get; set; } = nextSequence;

    public bool SequenceMoved { get; set; }

    public EntityKey Active { get; } = EntityKey.Of(id, deadLetter: false);

    public long LockMilliseconds => (long)Definition.LockDuration.TotalMilliseconds;

    public long TakeSequence()
    {
        SequenceMoved = true;
        return NextSequence++;
    }

    /// <summary>When a message enqueued at this time dies, or null; the queue's life bounds the message's own.</summary>
    public long? ExpiryOf(long enqueued, TimeSpan timeToLive)
    {
        var life = Definition.DefaultMessageTimeToLive is { } limit && limit < timeToLive ? limit : timeToLive;
        return life.TotalMilliseconds >= long.MaxValue / 2 || life >= TimeSpan.FromDays(36_500) ? null : enqueued + (long)life.TotalMilliseconds;
    }

    /// <summary>
    /// The time to index a message under so that a sweep finds it dead. Messages with the queue's own life die in order
    /// and are found at the head, so they cost no index entry.
    /// </summary>
    public long? IndexedExpiry(long enqueued, long? expires) =>
        expires is null || expires == ExpiryOf(enqueued, TimeSpan.MaxValue) ? null : expires;
}
