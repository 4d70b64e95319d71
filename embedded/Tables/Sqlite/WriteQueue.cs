namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>
/// The file's only writer in this process: a thread that takes everything that waits, runs it in one transaction, and answers
/// after the commit, so that one flush of the disk serves many callers. It ends, and lets go of the file, when nothing has come
/// for a while, and begins again with the next write.
/// </summary>
internal sealed class WriteQueue(string path, Action idle)
{
    /// <summary>Bounds how long a group keeps other processes out.</summary>
    private const int MaxGroup = 2048;

    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private readonly object _gate = new();
    private readonly List<WriteWork> _group = [];
    private readonly Queue<WriteWork> _waiting = new();
    private bool _running;

    public void Add(WriteWork work)
    {
        lock (_gate)
        {
            _waiting.Enqueue(work);
            if (!_running)
            {
                _running = true;
                new Thread(Work) { IsBackground = true, Name = "table store writer" }.Start();
            }
            else if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Work()
    {
        WriteConnection? connection = null;
        while (Take())
        {
            try
            {
                connection ??= new WriteConnection(StoreFile.OpenWriter(path));
                RunGroup(connection);
            }
            catch (Exception e)
            {
                // Closing the connection rolls back. Nobody was answered, so nobody was promised anything.
                connection?.Dispose();
                connection = null;
                Fail(StoreErrors.Translate(e, path));
            }
        }

        connection?.Dispose();
        idle();
    }

    /// <returns>False when the thread is to end.</returns>
    private bool Take()
    {
        _group.Clear();
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (!Monitor.Wait(_gate, IdleTime) && _waiting.Count == 0)
                {
                    _running = false;
                    return false;
                }
            }

            while (_group.Count < MaxGroup && _waiting.TryDequeue(out var work))
            {
                _group.Add(work);
            }

            return true;
        }
    }

    private void RunGroup(WriteConnection connection)
    {
        connection.Begin(TimeProvider.System.GetUtcNow().UtcTicks);
        foreach (var work in _group)
        {
            work.Run(connection);
        }

        connection.Commit();
        foreach (var work in _group)
        {
            work.Answer();
        }
    }

    private void Fail(Exception why)
    {
        foreach (var work in _group)
        {
            work.Fail(why);
        }
    }
}
