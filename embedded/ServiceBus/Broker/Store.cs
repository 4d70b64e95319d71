using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>
/// One queue store, open in this process. All work goes to one writer thread, which runs whatever is waiting in one
/// transaction and answers after its commit: one fsync for all of them. A receive that finds nothing stays with the
/// writer and is served by the group that brings something.
/// </summary>
internal sealed class Store : IDisposable
{
    private const int MaxGroup = 1_024;

    /// <summary>How often the store looks whether another process has written, while somebody waits here.</summary>
    private const int PollMilliseconds = 75;

    private readonly Lock _readGate = new();
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly Ledger _ledger;
    private readonly WorkGroup _groups;
    private readonly ITimer _timer;
    private readonly Thread _writer;
    private readonly Queue<Work> _inbox = new();
    private Lazy<Browser> _browser;
    private bool _wake;
    private bool _closing;

    public Store(string folder, TimeProvider time)
    {
        Folder = folder;
        _time = time;
        var file = Path.Combine(folder, "queues.db");
        CreateFolder(folder);
        _ledger = new Ledger(file);
        _groups = new WorkGroup(_ledger, time);
        _browser = new Lazy<Browser>(() => new Browser(file));
        _timer = time.CreateTimer(static store => ((Store)store!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _writer = new Thread(WriteUntilClosed) { IsBackground = true, Name = "queue store writer" };
        _writer.Start();
    }

    public string Folder { get; }

    public TimeProvider Time => _time;

    /// <summary>Runs the work in the next group. The answer comes after its commit; once handed in it cannot be taken back.</summary>
    public Task<T> RunAsync<T>(Func<Ledger, Answer<T>> run) => RunAsync(new Work<T>(run));

    public Task<T> RunAsync<T>(Work<T> work)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException<T>(Closed());
            }

            _inbox.Enqueue(work);
            if (_inbox.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }

        return work.Task;
    }

    /// <summary>Reads beside the writer, what was committed; time-driven changes that are due are made first.</summary>
    public async Task<T> ReadAsync<T>(Func<Browser, T> read)
    {
        await RunAsync<bool>(static _ => true);
        lock (_readGate)
        {
            return read(_browser.Value);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _writer.Join();
        _timer.Dispose();
        lock (_readGate)
        {
            if (_browser.IsValueCreated)
            {
                _browser.Value.Dispose();
            }

            _browser = new Lazy<Browser>(() => throw Closed());
        }

        _ledger.Dispose();
    }

    private static ObjectDisposedException Closed() => new(nameof(ServiceBusClient), "The client was disposed; the queue store is closed.");

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServiceBusException(
                false,
                $"The folder '{folder}' for the queue store cannot be created: {e.Message} Give this user write access to it or set another Path= in the connection string.",
                innerException: e);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            _wake = true;
            Monitor.Pulse(_gate);
        }
    }

    private void WriteUntilClosed()
    {
        List<Work> group = [];
        while (Take(group, out var polled))
        {
            if (!polled || _groups.ChangedElsewhere)
            {
                _groups.Run(group);
            }

            group.Clear();
            SetTimer();
        }

        _groups.FailAll(group, Closed());
    }

    /// <summary>Waits for work; false once the store closes and everything handed in before is done.</summary>
    private bool Take(List<Work> group, out bool polled)
    {
        polled = false;
        lock (_gate)
        {
            while (_inbox.Count == 0 && !_wake && !_closing && !polled)
            {
                polled = !Monitor.Wait(_gate, _groups.AnyoneWaits ? PollMilliseconds : Timeout.Infinite);
            }

            while (group.Count < MaxGroup && _inbox.TryDequeue(out var work))
            {
                group.Add(work);
            }

            polled &= group.Count == 0 && !_wake;
            _wake = false;
            return group.Count > 0 || !_closing;
        }
    }

    /// <summary>Sleeps until the next schedule, lock or life runs out, if anybody waits for what that may bring.</summary>
    private void SetTimer()
    {
        if (!_groups.AnyoneWaits || _ledger.NextDue == long.MaxValue)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = _ledger.NextDue - _time.GetUtcNow().ToUnixTimeMilliseconds();
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(wait, 0, int.MaxValue)), Timeout.InfiniteTimeSpan);
        if (_time.GetUtcNow().ToUnixTimeMilliseconds() >= _ledger.NextDue)
        {
            Wake();
        }
    }
}
