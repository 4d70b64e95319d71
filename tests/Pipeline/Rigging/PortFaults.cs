namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>Counts the calls of an instance to its ports, and lets it die at one of them: from then on no call gets through.</summary>
internal sealed class PortFaults
{
    private int _calls;
    private volatile bool _dead;

    /// <summary>The call, counted from 1, at which the instance dies; 0: it lives.</summary>
    public int DieAt { get; init; }

    /// <summary>The call at which it dies still takes effect, and only its answer is lost.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The store is away: every call fails while this is true.</summary>
    public bool Away { get; set; }

    /// <summary>Awaited before every call, with the call's number counted from 1: where a test lets another instance go first.</summary>
    public Func<int, Task> Turn { get; init; } = _ => Task.CompletedTask;

    public bool Died => _dead;

    public int Calls => Volatile.Read(ref _calls);

    public async Task<T> CallAsync<T>(Func<Task<T>> port)
    {
        var call = Interlocked.Increment(ref _calls);
        var dies = call == DieAt;
        await Turn(call);
        if (_dead || Away || (dies && !AfterEffect))
        {
            Die(dies);
            throw new IOException("The store cannot be reached.");
        }

        // Set before the call: another call of the same instance does not outlive it.
        Die(dies);
        var result = await port();
        return dies ? throw new IOException("The store's answer was lost.") : result;
    }

    /// <summary>Calls run side by side: one that lives must not write over another's death.</summary>
    private void Die(bool dies)
    {
        if (dies)
        {
            _dead = true;
        }
    }

    public Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });
}
