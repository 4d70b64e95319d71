namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The small row of a message. Times are milliseconds since 1970; null Expires means never.</summary>
internal readonly record struct MessageRow(
    long Id,
    long Body,
    MessageState State,
    MessageState Home,
    string? Group,
    long Enqueued,
    long? Expires,
    int Deliveries,
    long Lock,
    long Until,
    byte[]? Overlay)
{
    /// <summary>The columns in the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "id, body, state, home, grp, enqueued, expires, deliveries, lock, until, overlay";

    public EntityKey Entity => EntityKey.OfMessage(Id);

    public static MessageRow Read(Statement from) => new(
        from.Int64(0),
        from.Int64(1),
        (MessageState)from.Int64(2),
        (MessageState)from.Int64(3),
        from.IsNull(4) ? null : from.Text(4),
        from.Int64(5),
        from.Int64OrNull(6),
        (int)from.Int64(7),
        from.Int64(8),
        from.Int64(9),
        from.Blob(10));

    public bool ExpiredBy(long now) => Expires <= now;
}
