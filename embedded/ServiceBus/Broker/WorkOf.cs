namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work with an answer. Where it may wait, <paramref name="onTimeout"/> is what it answers when its time is over.</summary>
internal sealed class Work<T>(Func<Ledger, Answer<T>> run, Func<Answer<T>>? onTimeout = null) : Work, IDisposable
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Answer<T> _answer;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;

    public Task<T> Task => _completion.Task;

    /// <summary>Starts the caller's clock. Call it before the work is handed in.</summary>
    public void WaitAtMost(TimeSpan maxWait, TimeProvider time, CancellationToken cancellationToken)
    {
        _token = cancellationToken;
        _cancellation = cancellationToken.UnsafeRegister(static work => ((Work<T>)work!).GiveUp(untried: true), this);
        if (maxWait <= TimeSpan.Zero)
        {
            GiveUp(untried: false);
            return;
        }

        _timer = time.CreateTimer(static work => ((Work<T>)work!).GiveUp(untried: false), this, maxWait, Timeout.InfiniteTimeSpan);
    }

    public override bool Run(Ledger ledger)
    {
        _answer = run(ledger);
        WaitsFor = _answer.WaitFor;
        Tried();
        return WaitsFor is null;
    }

    public override void Publish()
    {
        Finish();
        Dispose();
        Complete(_answer);
    }

    public override void Fail(Exception cause)
    {
        Finish();
        Dispose();
        _completion.TrySetException(cause);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }

    protected override void GivenUp()
    {
        Dispose();
        if (_token.IsCancellationRequested)
        {
            _completion.TrySetCanceled(_token);
        }
        else if (onTimeout is not null)
        {
            Complete(onTimeout());
        }
    }

    private void Complete(Answer<T> answer)
    {
        if (answer.Refusal is { } refusal)
        {
            _completion.TrySetException(refusal);
        }
        else
        {
            _completion.TrySetResult(answer.Value!);
        }
    }
}
