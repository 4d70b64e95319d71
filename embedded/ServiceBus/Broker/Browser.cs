using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Reads that lock nothing and do not hold up the writer: peeking and counting.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Database _database;
    private readonly Statement _peek;
    private readonly Statement _count;

    public Browser(string file)
    {
        _database = new Database(file);
        _peek = _database.Prepare($"""
            SELECT {MessageRow.Columns}, (SELECT payload FROM bodies WHERE bodies.id = messages.body) FROM messages
            WHERE id BETWEEN ?1 AND ?2 AND (?3 IS NULL OR grp = ?3) ORDER BY id LIMIT ?4
            """);
        _count = _database.Prepare("SELECT state, count(*) FROM messages WHERE id BETWEEN ?1 AND ?2 GROUP BY state");
    }

    public IReadOnlyList<ServiceBusReceivedMessage> Peek(EntityKey entity, string? session, long fromSequence, int max)
    {
        List<ServiceBusReceivedMessage> messages = [];
        if (fromSequence > 0 && !EntityKey.IsSequence(fromSequence))
        {
            return messages;
        }

        _peek.Bind(1, entity.MessageId(Math.Max(fromSequence, 0))).Bind(2, entity.Last).Bind(3, session).Bind(4, max);
        while (_peek.Step())
        {
            messages.Add(MessageCodec.Decode(_peek.Blob(11) ?? [], MessageRow.Read(_peek), peeked: true));
        }

        return messages;
    }

    public QueueCounts Count(BrokerQueue queue)
    {
        var active = CountIn(queue.Active);
        var dead = CountIn(queue.Active.DeadLetter);
        var scheduled = active.GetValueOrDefault(MessageState.Scheduled);
        return new QueueCounts(active.Values.Sum() - scheduled, dead.Values.Sum(), scheduled);
    }

    public void Dispose() => _database.Dispose();

    private Dictionary<MessageState, long> CountIn(EntityKey entity)
    {
        Dictionary<MessageState, long> counts = [];
        _count.Bind(1, entity.First).Bind(2, entity.Last);
        while (_count.Step())
        {
            counts[(MessageState)_count.Int64(0)] = _count.Int64(1);
        }

        return counts;
    }
}
