using System.Diagnostics.Metrics;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>Counts changes in and out. What was accepted and has not ended is on the queue.</summary>
public sealed class ChangeMeter : IDisposable
{
    private readonly Meter _meter = new("ServerlessCdi.Changes");
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _ignored;
    private readonly Counter<long> _ended;
    private readonly long[] _totals = new long[Enum.GetValues<ChangeOutcome>().Length];
    private long _acceptedTotal;
    private long _ignoredTotal;

    public ChangeMeter()
    {
        _accepted = _meter.CreateCounter<long>("cdi.changes.accepted", "{change}", "Changes made durable on the queue.");
        _ignored = _meter.CreateCounter<long>("cdi.events.ignored", "{event}", "Genuine events that no mapping wants.");
        _ended = _meter.CreateCounter<long>("cdi.changes.ended", "{change}", "Changes by outcome.");
    }

    public long TotalAccepted => Interlocked.Read(ref _acceptedTotal);

    public long TotalIgnored => Interlocked.Read(ref _ignoredTotal);

    public void Accepted(int count)
    {
        _accepted.Add(count);
        Interlocked.Add(ref _acceptedTotal, count);
    }

    public void Ignored(int count)
    {
        _ignored.Add(count);
        Interlocked.Add(ref _ignoredTotal, count);
    }

    public void Ended(ChangeOutcome outcome, int count)
    {
        _ended.Add(count, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
        Interlocked.Add(ref _totals[(int)outcome], count);
    }

    /// <summary>Changes that ended so in this process.</summary>
    public long Total(ChangeOutcome outcome) => Interlocked.Read(ref _totals[(int)outcome]);

    public void Dispose() => _meter.Dispose();
}
