namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// Runs a group of work in one transaction. Work that is refused costs the others nothing; work that fails unexpectedly
/// is taken out and the rest is run again, so that nobody's half-done change is committed.
/// </summary>
internal sealed class WorkGroup(Ledger ledger, TimeProvider time)
{
    private readonly Sweeper _sweeper = new();
    private readonly Dictionary<EntityKey, List<Work>> _waiting = [];
    private readonly List<Work> _answered = [];
    private readonly List<Work> _unanswered = [];
    private readonly HashSet<Work> _tried = [];
    private readonly HashSet<Work> _served = [];
    private Work? _running;

    public bool AnyoneWaits { get; private set; }

    public bool ChangedElsewhere
    {
        get
        {
            Prune();
            return AnyoneWaits && ledger.ChangedElsewhere;
        }
    }

    public void Run(List<Work> group)
    {
        while (!TryRun(group, out var failure))
        {
            if (_running is not { } culprit)
            {
                FailGroup(group, failure);
                return;
            }

            culprit.Fail(failure);
            group.Remove(culprit);
            _running = null;
        }

        foreach (var work in _answered)
        {
            work.Publish();
        }

        foreach (var work in _unanswered)
        {
            Park(work);
        }

        Prune();
    }

    /// <summary>Answers everything that is left when the store closes.</summary>
    public void FailAll(List<Work> group, Exception cause)
    {
        foreach (var work in group.Concat(_waiting.Values.SelectMany(list => list)).Where(work => work.TryClaim()).ToList())
        {
            work.Fail(cause);
        }
    }

    private bool TryRun(List<Work> group, out Exception failure)
    {
        _answered.Clear();
        _unanswered.Clear();
        _served.Clear();
        try
        {
            var changedElsewhere = ledger.Begin(time.GetUtcNow());
            _sweeper.SweepIfDue(ledger);
            ledger.Seen.Trim(ledger.Queues, ledger.Now);
            foreach (var work in group.Where(work => work.TryClaim()))
            {
                Try(work, _unanswered);
            }

            if (changedElsewhere)
            {
                ledger.Touched.UnionWith(_waiting.Keys);
            }

            ServeWaiting();
            ledger.Commit();
            failure = null!;
            return true;
        }
        // Whatever went wrong is answered to the callers it concerns; the writer thread must live on.
        catch (Exception e)
        {
            failure = e;
            TryRollback();
            GiveBack();
            return false;
        }
    }

    private void Try(Work work, List<Work> otherwise)
    {
        _running = work;
        (work.Run(ledger) ? _answered : otherwise).Add(work);
        _running = null;
    }

    /// <summary>Serves the oldest waiter first, in every queue that got something in this group.</summary>
    private void ServeWaiting()
    {
        while (ledger.Touched.Count > 0)
        {
            var touched = ledger.Touched.ToList();
            ledger.Touched.Clear();
            foreach (var entity in touched)
            {
                ServeWaiting(entity);
            }
        }
    }

    private void ServeWaiting(EntityKey entity)
    {
        if (_waiting.TryGetValue(entity, out var waiting))
        {
            foreach (var work in waiting.Where(work => !_served.Contains(work) && work.TryClaim()))
            {
                _tried.Add(work);
                _running = work;
                if (work.Run(ledger))
                {
                    _answered.Add(work);
                    _served.Add(work);
                }

                _running = null;
            }
        }

        for (var i = 0; i < _unanswered.Count; i++)
        {
            if (_unanswered[i].WaitsFor == entity)
            {
                _running = _unanswered[i];
                if (_running.Run(ledger))
                {
                    _answered.Add(_running);
                    _unanswered.RemoveAt(i--);
                }

                _running = null;
            }
        }
    }

    private void Park(Work work)
    {
        var entity = work.WaitsFor ?? throw new InvalidOperationException("Work that may stay unanswered must say what it waits for.");
        if (!_waiting.TryGetValue(entity, out var list))
        {
            _waiting[entity] = list = [];
        }

        list.Add(work);
        work.Unclaim();
    }

    private void Prune()
    {
        GiveBack();
        var any = false;
        foreach (var list in _waiting.Values)
        {
            list.RemoveAll(static work => work.IsFinished);
            any |= list.Count > 0;
        }

        AnyoneWaits = any;
    }

    /// <summary>Waiting work that was tried and got nothing may be given up by its caller again.</summary>
    private void GiveBack()
    {
        foreach (var work in _tried)
        {
            work.Unclaim();
        }

        _tried.Clear();
    }

    private void FailGroup(List<Work> group, Exception cause)
    {
        foreach (var work in group.Where(work => work.TryClaim()))
        {
            work.Fail(cause);
        }

        Prune();
    }

    private void TryRollback()
    {
        try
        {
            ledger.Rollback();
        }
        catch (Exception)
        {
            // The next BEGIN reports what is wrong with the file.
        }
    }
}
