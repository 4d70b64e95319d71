namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The small row of a message. Times are milliseconds since 1970; null Expires means never.</summary>
internal readonly record struct MessageRow
{
    public required long Id { get; init; }

    /// <summary>The id of its body: the id under which the message was first stored.</summary>
    public required long Body { get; init; }

    public required MessageState State { get; init; }

    /// <summary>Where it goes back to when a lock ends: ready, or deferred.</summary>
    public MessageState Home { get; init; }

    /// <summary>Its session, in a queue that has them.</summary>
    public string? Group { get; init; }

    public required long Enqueued { get; init; }

    public long? Expires { get; init; }

    public int Deliveries { get; init; }

    public long Lock { get; init; }

    public long Until { get; init; }

    /// <summary>Properties that receivers changed, over those that were sent.</summary>
    public byte[]? Overlay { get; init; }

    /// <summary>The columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "id, body, state, home, grp, enqueued, expires, deliveries, lock, until, overlay";

    public EntityKey Entity => EntityKey.OfMessage(Id);

    public static MessageRow Read(Statement from) => new()
    {
        Id = from.Int64(0),
        Body = from.Int64(1),
        State = (MessageState)from.Int64(2),
        Home = (MessageState)from.Int64(3),
        Group = from.IsNull(4) ? null : from.Text(4),
        Enqueued = from.Int64(5),
        Expires = from.Int64OrNull(6),
        Deliveries = (int)from.Int64(7),
        Lock = from.Int64(8),
        Until = from.Int64(9),
        Overlay = from.Blob(10),
    };

    public bool ExpiredBy(long now) => Expires <= now;
}
