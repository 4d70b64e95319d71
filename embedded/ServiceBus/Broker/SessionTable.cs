namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>The sessions of session queues: who holds each, until when, and its state. A session with nothing to say has no row.</summary>
internal sealed class SessionTable
{
    private readonly Statement _ensure;
    private readonly Statement _next;
    private readonly Statement _get;
    private readonly Statement _lock;
    private readonly Statement _unlock;
    private readonly Statement _renew;
    private readonly Statement _setState;
    private readonly Statement _forget;
    private readonly Statement _due;
    private readonly Statement _earliest;
    private readonly Statement _ids;

    public SessionTable(Database database)
    {
        _ensure = database.Prepare("INSERT OR IGNORE INTO sessions(entity, id, accepted) VALUES(?1, ?2, ?3)");
        _next = database.Prepare("""
            SELECT id FROM sessions s WHERE entity=?1 AND lock IS NULL
                AND EXISTS(SELECT 1 FROM messages INDEXED BY ready WHERE state=0 AND grp=s.id AND id BETWEEN ?2 AND ?3)
            ORDER BY accepted, id LIMIT 1
            """);
        _get = database.Prepare("SELECT lock, until, state FROM sessions WHERE entity=?1 AND id=?2");
        _lock = database.Prepare("UPDATE sessions SET lock=?3, until=?4, accepted=?5 WHERE entity=?1 AND id=?2");
        _unlock = database.Prepare("UPDATE sessions SET lock=NULL, until=NULL WHERE entity=?1 AND id=?2");
        _renew = database.Prepare("UPDATE sessions SET until=?3 WHERE entity=?1 AND id=?2");
        _setState = database.Prepare("UPDATE sessions SET state=?3 WHERE entity=?1 AND id=?2");
        _forget = database.Prepare("""
            DELETE FROM sessions WHERE entity=?1 AND id=?2 AND state IS NULL AND lock IS NULL
                AND NOT EXISTS(SELECT 1 FROM messages INDEXED BY ready WHERE state=0 AND grp=?2 AND id BETWEEN ?3 AND ?4)
            """);
        _due = database.Prepare("SELECT entity, id FROM sessions WHERE until <= ?1");
        _earliest = database.Prepare("SELECT min(until) FROM sessions WHERE until IS NOT NULL");
        _ids = database.Prepare("SELECT id FROM sessions WHERE entity=?1");
    }

    public long? Earliest => _earliest.Scalar();

    public void Ensure(EntityKey entity, string id, long now) => _ensure.Bind(1, entity.Value).Bind(2, id).Bind(3, now).Run();

    /// <summary>The free session with a message ready that was accepted longest ago, so that a busy one cannot starve the rest.</summary>
    public string? NextWithMessages(EntityKey entity)
    {
        if (!_next.Bind(1, entity.Value).Bind(2, entity.First).Bind(3, entity.Last).Step())
        {
            return null;
        }

        var id = _next.Text(0);
        _next.Reset();
        return id;
    }

    public (long? Lock, long Until, byte[]? State) Get(EntityKey entity, string id)
    {
        if (!_get.Bind(1, entity.Value).Bind(2, id).Step())
        {
            return (null, 0, null);
        }

        var row = (_get.Int64OrNull(0), _get.Int64(1), _get.Blob(2));
        _get.Reset();
        return row;
    }

    public void Lock(EntityKey entity, string id, SessionLock held, long now) =>
        _lock.Bind(1, entity.Value).Bind(2, id).Bind(3, held.Id).Bind(4, held.Until).Bind(5, now).Run();

    public void Unlock(EntityKey entity, string id) => _unlock.Bind(1, entity.Value).Bind(2, id).Run();

    public void Renew(EntityKey entity, string id, long until) => _renew.Bind(1, entity.Value).Bind(2, id).Bind(3, until).Run();

    public void SetState(EntityKey entity, string id, byte[]? state)
    {
        _setState.Bind(1, entity.Value).Bind(2, id);
        (state is null ? _setState.BindNull(3) : _setState.Bind(3, state.AsSpan())).Run();
    }

    public void ForgetIfIdle(EntityKey entity, string id) =>
        _forget.Bind(1, entity.Value).Bind(2, id).Bind(3, entity.First).Bind(4, entity.Last).Run();

    public List<(EntityKey Entity, string Id)> Expired(long now)
    {
        List<(EntityKey, string)> expired = [];
        _due.Bind(1, now);
        while (_due.Step())
        {
            expired.Add((new EntityKey(_due.Int64(0)), _due.Text(1)));
        }

        return expired;
    }

    public List<string> Ids(EntityKey entity)
    {
        List<string> ids = [];
        _ids.Bind(1, entity.Value);
        while (_ids.Step())
        {
            ids.Add(_ids.Text(0));
        }

        return ids;
    }
}
