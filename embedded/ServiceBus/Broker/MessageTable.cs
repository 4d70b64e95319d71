namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The statements on messages and their bodies. It knows rows, not rules.</summary>
internal sealed class MessageTable
{
    private readonly Statement _insert;
    private readonly Statement _insertBody;
    private readonly Statement _lockReady;
    private readonly Statement _find;
    private readonly Statement _body;
    private readonly Statement _delete;
    private readonly Statement _deleteBody;
    private readonly Statement _place;
    private readonly Statement _hold;
    private readonly Statement _timed;
    private readonly Statement _earliestTimed;
    private readonly Statement _held;
    private readonly Statement _ready;
    private readonly Statement _any;

    public MessageTable(Database database)
    {
        _insert = database.Prepare("INSERT INTO messages(id, body, state, home, grp, enqueued, expires, due) VALUES(?1, ?1, ?2, 0, ?3, ?4, ?5, ?6)");
        _insertBody = database.Prepare("INSERT INTO bodies(id, payload) VALUES(?1, ?2)");
        _lockReady = database.Prepare($"""
            UPDATE messages SET state=1, due=NULL, lock=?1, until=?2 WHERE id IN
                (SELECT id FROM messages INDEXED BY ready WHERE state=0 AND grp IS ?3 AND id BETWEEN ?4 AND ?5 ORDER BY id LIMIT ?6)
            RETURNING {MessageRow.Columns}
            """);
        _find = database.Prepare($"SELECT {MessageRow.Columns} FROM messages WHERE id=?1");
        _body = database.Prepare("SELECT payload FROM bodies WHERE id=?1");
        _delete = database.Prepare("DELETE FROM messages WHERE id=?1");
        _deleteBody = database.Prepare("DELETE FROM bodies WHERE id=?1");
        _place = database.Prepare("""
            UPDATE messages SET id=?2, state=?3, home=?4, grp=?5, enqueued=?6, expires=?7, due=?8, deliveries=?9, overlay=?10, lock=NULL, until=NULL
            WHERE id=?1
            """);
        _hold = database.Prepare("UPDATE messages SET state=1, due=NULL, lock=?2, until=?3 WHERE id=?1");
        _timed = database.Prepare($"SELECT {MessageRow.Columns}, due FROM messages WHERE due <= ?1 ORDER BY due, id LIMIT 1000");
        _earliestTimed = database.Prepare("SELECT min(due) FROM messages WHERE due IS NOT NULL");
        _held = database.Prepare($"SELECT {MessageRow.Columns} FROM messages INDEXED BY held WHERE state=1 AND grp=?1 AND id BETWEEN ?2 AND ?3");
        _ready = database.Prepare($"SELECT {MessageRow.Columns} FROM messages INDEXED BY ready WHERE state=0 AND grp IS ?1 AND id BETWEEN ?2 AND ?3 ORDER BY id LIMIT ?4");
        _any = database.Prepare("SELECT 1 FROM messages WHERE id BETWEEN ?1 AND ?2 LIMIT 1");
    }

    public long? EarliestTimed => _earliestTimed.Scalar();

    public void Insert(in MessageRow row, long? due, ReadOnlySpan<byte> payload)
    {
        _insert.Bind(1, row.Id).Bind(2, (long)row.State).Bind(3, row.Group).Bind(4, row.Enqueued).Bind(5, row.Expires).Bind(6, due).Run();
        _insertBody.Bind(1, row.Id).Bind(2, payload).Run();
    }

    /// <summary>Locks the oldest ready messages of a queue, or of one session of it, and returns them in order.</summary>
    public List<MessageRow> LockReady(EntityKey entity, string? group, int max, SessionLock held)
    {
        List<MessageRow> rows = [];
        _lockReady.Bind(1, held.Id).Bind(2, held.Until).Bind(3, group).Bind(4, entity.First).Bind(5, entity.Last).Bind(6, max);
        while (_lockReady.Step())
        {
            rows.Add(MessageRow.Read(_lockReady));
        }

        rows.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return rows;
    }

    public MessageRow? Find(long id)
    {
        if (!_find.Bind(1, id).Step())
        {
            return null;
        }

        var row = MessageRow.Read(_find);
        _find.Reset();
        return row;
    }

    public byte[] Payload(in MessageRow row)
    {
        if (!_body.Bind(1, row.Body).Step())
        {
            throw new InvalidDataException($"Message {EntityKey.Sequence(row.Id)} has no body: the queue store is damaged.");
        }

        var payload = _body.Blob(0) ?? [];
        _body.Reset();
        return payload;
    }

    public void Delete(in MessageRow row)
    {
        _delete.Bind(1, row.Id).Run();
        _deleteBody.Bind(1, row.Body).Run();
    }

    /// <summary>Writes a row that is not locked (any more), at its new id where it moved.</summary>
    public void Place(long oldId, in MessageRow row, long? due)
    {
        _place.Bind(1, oldId).Bind(2, row.Id).Bind(3, (long)row.State).Bind(4, (long)row.Home).Bind(5, row.Group)
            .Bind(6, row.Enqueued).Bind(7, row.Expires).Bind(8, due).Bind(9, row.Deliveries);
        (row.Overlay is null ? _place.BindNull(10) : _place.Bind(10, row.Overlay.AsSpan())).Run();
    }

    public bool Any(EntityKey entity) => _any.Bind(1, entity.First).Bind(2, entity.Last).Scalar() is not null;

    public void Hold(long id, SessionLock held) => _hold.Bind(1, id).Bind(2, held.Id).Bind(3, held.Until).Run();

    /// <summary>Messages whose time has come: scheduled ones to enqueue, others to expire. At most 1,000 a call.</summary>
    public List<(MessageRow Row, long Due)> Timed(long now)
    {
        List<(MessageRow, long)> rows = [];
        _timed.Bind(1, now);
        while (_timed.Step())
        {
            rows.Add((MessageRow.Read(_timed), _timed.Int64(11)));
        }

        return rows;
    }

    public List<MessageRow> HeldIn(EntityKey entity, string group) => All(_held.Bind(1, group).Bind(2, entity.First).Bind(3, entity.Last));

    public List<MessageRow> Ready(EntityKey entity, string? group, int max) =>
        All(_ready.Bind(1, group).Bind(2, entity.First).Bind(3, entity.Last).Bind(4, max));

    private static List<MessageRow> All(Statement bound)
    {
        List<MessageRow> rows = [];
        while (bound.Step())
        {
            rows.Add(MessageRow.Read(bound));
        }

        return rows;
    }
}
