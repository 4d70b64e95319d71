namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// What one group of work sees and changes, between one BEGIN and its COMMIT: the tables, the time, the queues that got
/// something to receive, and when time itself will next change something. Used by the writer thread alone.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _dataVersion;
    private long _version = -1;

    public Ledger(string file)
    {
        _database = new Database(file);
        try
        {
            Schema.Prepare(_database);
            _begin = _database.Prepare("BEGIN IMMEDIATE");
            _commit = _database.Prepare("COMMIT");
            _dataVersion = _database.Prepare("PRAGMA data_version");
            Queues = new QueueTable(_database);
            Messages = new MessageTable(_database);
            Locks = new LockTable(_database);
            Sessions = new SessionTable(_database);
            Seen = new SeenTable(_database);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public QueueTable Queues { get; }

    public MessageTable Messages { get; }

    public LockTable Locks { get; }

    public SessionTable Sessions { get; }

    public SeenTable Seen { get; }

    /// <summary>Milliseconds since 1970, the same for the whole group.</summary>
    public long Now { get; private set; }

    /// <summary>When a schedule, a lock or a life next runs out, as far as known; long.MinValue asks for a look.</summary>
    public long NextDue { get; set; } = long.MinValue;

    /// <summary>Queues in which something became receivable, or a session free, in this group.</summary>
    public HashSet<EntityKey> Touched { get; } = [];

    /// <summary>True if another process has committed since the last group here.</summary>
    public bool ChangedElsewhere => _dataVersion.Scalar() != _version;

    /// <returns>True if other processes changed the store, so that whoever waits should look again.</returns>
    public bool Begin(DateTimeOffset now)
    {
        Now = now.ToUnixTimeMilliseconds();
        Touched.Clear();
        _begin.Run();
        var version = _dataVersion.Scalar() ?? 0;
        if (version == _version)
        {
            return false;
        }

        _version = version;
        Queues.Reload();
        Seen.CatchUp();
        NextDue = long.MinValue;
        return true;
    }

    public void Commit()
    {
        Queues.SaveSequences();
        _commit.Run();
    }

    public void Rollback()
    {
        _version = -1;
        Seen.RolledBack();
        Locks.RolledBack();
        if (_database.InTransaction)
        {
            _database.Execute("ROLLBACK");
        }
    }

    public void DueAt(long? time)
    {
        if (time is { } due && due < NextDue)
        {
            NextDue = due;
        }
    }

    public void Dispose() => _database.Dispose();
}
