namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The queues of a store: a copy in memory, read again when another process has committed.</summary>
internal sealed class QueueTable
{
    private readonly Database _database;
    private readonly Dictionary<string, BrokerQueue> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, BrokerQueue> _byId = [];
    private readonly Statement _select;
    private readonly Statement _saveSequence;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _delete;

    public QueueTable(Database database)
    {
        _database = database;
        _select = database.Prepare(
            "SELECT id, name, next_seq, lock_ms, max_deliveries, sessions, dedup, dedup_ms, ttl_ms, dead_letter_expired, created FROM queues");
        _saveSequence = database.Prepare("UPDATE queues SET next_seq=?1 WHERE id=?2");
        _insert = database.Prepare("""
            INSERT INTO queues(name, next_seq, lock_ms, max_deliveries, sessions, dedup, dedup_ms, ttl_ms, dead_letter_expired, created)
            VALUES(?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """);
        _update = database.Prepare("""
            UPDATE queues SET lock_ms=?2, max_deliveries=?3, sessions=?4, dedup=?5, dedup_ms=?6, ttl_ms=?7, dead_letter_expired=?8
            WHERE name=?1
            """);
        _delete = database.Prepare("DELETE FROM queues WHERE id=?1");
    }

    public IReadOnlyCollection<BrokerQueue> All => _byId.Values;

    public BrokerQueue? Find(string name) => _byName.GetValueOrDefault(name);

    public BrokerQueue? Find(long id) => _byId.GetValueOrDefault(id);

    public void Reload()
    {
        _byName.Clear();
        _byId.Clear();
        while (_select.Step())
        {
            var queue = ReadRow();
            _byName[queue.Definition.Name] = queue;
            _byId[queue.Id] = queue;
        }
    }

    public void Create(QueueDefinition definition, long now)
    {
        BindDefinition(_insert, definition).Bind(9, now).Run();
        Reload();
    }

    public void Replace(QueueDefinition definition)
    {
        BindDefinition(_update, definition).Run();
        Reload();
    }

    public void Delete(BrokerQueue queue)
    {
        var (first, last) = (queue.Active.First, queue.Active.DeadLetter.Last);
        _database.Execute($"""
            DELETE FROM bodies WHERE id IN (SELECT body FROM messages WHERE id BETWEEN {first} AND {last});
            DELETE FROM messages WHERE id BETWEEN {first} AND {last};
            DELETE FROM sessions WHERE entity={queue.Active.Value};
            DELETE FROM seen WHERE queue={queue.Id};
            """);
        _delete.Bind(1, queue.Id).Run();
        Reload();
    }

    /// <summary>Writes the sequence numbers that this group handed out: one small write a queue and commit.</summary>
    public void SaveSequences()
    {
        foreach (var queue in _byId.Values)
        {
            if (queue.SequenceMoved)
            {
                _saveSequence.Bind(1, queue.NextSequence).Bind(2, queue.Id).Run();
                queue.SequenceMoved = false;
            }
        }
    }

    private static Statement BindDefinition(Statement statement, QueueDefinition definition) => statement
        .Bind(1, definition.Name)
        .Bind(2, (long)definition.LockDuration.TotalMilliseconds)
        .Bind(3, definition.MaxDeliveryCount)
        .Bind(4, definition.RequiresSession ? 1L : 0L)
        .Bind(5, definition.RequiresDuplicateDetection ? 1L : 0L)
        .Bind(6, (long)definition.DuplicateDetectionHistoryTimeWindow.TotalMilliseconds)
        .Bind(7, (long?)definition.DefaultMessageTimeToLive?.TotalMilliseconds)
        .Bind(8, definition.DeadLetteringOnMessageExpiration ? 1L : 0L);

    private BrokerQueue ReadRow() => new(
        _select.Int64(0),
        new QueueDefinition(_select.Text(1))
        {
            LockDuration = TimeSpan.FromMilliseconds(_select.Int64(3)),
            MaxDeliveryCount = (int)_select.Int64(4),
            RequiresSession = _select.Int64(5) == 1,
            RequiresDuplicateDetection = _select.Int64(6) == 1,
            DuplicateDetectionHistoryTimeWindow = TimeSpan.FromMilliseconds(_select.Int64(7)),
            DefaultMessageTimeToLive = _select.Int64OrNull(8) is { } ttl ? TimeSpan.FromMilliseconds(ttl) : null,
            DeadLetteringOnMessageExpiration = _select.Int64(9) == 1,
        },
        _select.Int64(2),
        _select.Int64(10));
}
