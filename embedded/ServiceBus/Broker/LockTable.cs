namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// The message locks by the time they run out: one row a locked batch (a run of ids), not one a message. A batch whose
/// messages are all settled loses its row at once; the memory of that is a help, not the truth.
/// </summary>
internal sealed class LockTable
{
    /// <summary>Ids further apart than this go to two rows, so that expiry never walks a long queue for a short batch.</summary>
    private const int MaxGap = 1_000;

    private const int MaxTallies = 100_000;

    private readonly Dictionary<long, Tally> _tallies = [];
    private readonly Statement _add;
    private readonly Statement _remove;
    private readonly Statement _due;
    private readonly Statement _earliest;
    private readonly Statement _held;

    public LockTable(Database database)
    {
        _add = database.Prepare("INSERT INTO locks(lock, first, last, until) VALUES(?1, ?2, ?3, ?4) RETURNING n");
        _remove = database.Prepare("DELETE FROM locks WHERE n=?1");
        _due = database.Prepare("SELECT n, lock, first, last FROM locks WHERE until <= ?1 ORDER BY until LIMIT 2000");
        _earliest = database.Prepare("SELECT min(until) FROM locks");
        _held = database.Prepare($"SELECT {MessageRow.Columns} FROM messages WHERE id BETWEEN ?1 AND ?2 AND state=1 AND lock=?3 AND until <= ?4");
    }

    public long? Earliest => _earliest.Scalar();

    /// <summary>Notes rows that were locked together under one lock number, in id order.</summary>
    public void Add(long lockId, IReadOnlyList<MessageRow> rows, long until)
    {
        var tally = _tallies.Count < MaxTallies ? new Tally { Open = rows.Count } : null;
        var start = 0;
        for (var i = 1; i <= rows.Count; i++)
        {
            if (i == rows.Count || rows[i].Id - rows[i - 1].Id > MaxGap)
            {
                var n = Insert(lockId, rows[start].Id, rows[i - 1].Id, until);
                tally?.Rows.Add(n);
                start = i;
            }
        }

        if (tally is not null)
        {
            _tallies[lockId] = tally;
        }
    }

    public void Renew(long lockId, long messageId, long until)
    {
        var n = Insert(lockId, messageId, messageId, until);
        if (_tallies.TryGetValue(lockId, out var tally))
        {
            tally.Rows.Add(n);
        }
    }

    /// <summary>One message of the lock was settled.</summary>
    public void Settled(long lockId)
    {
        if (_tallies.TryGetValue(lockId, out var tally) && --tally.Open == 0)
        {
            _tallies.Remove(lockId);
            foreach (var n in tally.Rows)
            {
                _remove.Bind(1, n).Run();
            }
        }
    }

    /// <summary>The messages whose locks have run out; their lock rows are gone afterwards.</summary>
    public List<MessageRow> TakeExpired(long now)
    {
        List<(long N, long Lock, long First, long Last)> due = [];
        _due.Bind(1, now);
        while (_due.Step())
        {
            due.Add((_due.Int64(0), _due.Int64(1), _due.Int64(2), _due.Int64(3)));
        }

        List<MessageRow> expired = [];
        foreach (var (n, lockId, first, last) in due)
        {
            _held.Bind(1, first).Bind(2, last).Bind(3, lockId).Bind(4, now);
            while (_held.Step())
            {
                expired.Add(MessageRow.Read(_held));
            }

            _remove.Bind(1, n).Run();
            _tallies.Remove(lockId);
        }

        return expired;
    }

    public void RolledBack() => _tallies.Clear();

    private long Insert(long lockId, long first, long last, long until) =>
        _add.Bind(1, lockId).Bind(2, first).Bind(3, last).Bind(4, until).Scalar() ?? 0;

    private sealed class Tally
    {
        public int Open { get; set; }

        public List<long> Rows { get; } = [];
    }
}
