namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>One caller's request, as the writer thread sees it. A group may be run again after a failure, so running it twice must be harmless.</summary>
internal abstract class Work
{
    private const int Open = 0;
    private const int Claimed = 1;
    private const int Finished = 2;

    private int _state;
    private volatile bool _gaveUp;
    private volatile bool _tried;

    /// <summary>The queue whose changes this work waits for, once it ran and found nothing.</summary>
    public EntityKey? WaitsFor { get; protected set; }

    public bool IsFinished => Volatile.Read(ref _state) == Finished;

    /// <summary>Takes the work for a group; false if its caller has given up. While it is taken the caller cannot.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Open) != Finished;

    /// <summary>Gives it back unanswered: it goes on waiting, unless its caller gave up meanwhile.</summary>
    public void Unclaim()
    {
        Interlocked.CompareExchange(ref _state, Open, Claimed);
        if (_gaveUp && TryGiveUp())
        {
            GivenUp();
        }
    }

    /// <summary>Runs inside the transaction; false if there is nothing to answer yet.</summary>
    public abstract bool Run(Ledger ledger);

    /// <summary>Answers the caller, after the commit.</summary>
    public abstract void Publish();

    public abstract void Fail(Exception cause);

    /// <summary>
    /// The caller's time or patience ran out: answers at once, or as soon as the group that holds it is done with it.
    /// A caller whose time ran out is still answered with what was there, so the work must have been tried once.
    /// </summary>
    protected void GiveUp(bool untried)
    {
        _gaveUp = true;
        if ((untried || _tried) && TryGiveUp())
        {
            GivenUp();
        }
    }

    protected void Tried() => _tried = true;

    protected abstract void GivenUp();

    protected void Finish() => Volatile.Write(ref _state, Finished);

    private bool TryGiveUp() => Interlocked.CompareExchange(ref _state, Finished, Open) == Open;
}
