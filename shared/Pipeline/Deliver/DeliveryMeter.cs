using System.Diagnostics.Metrics;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Deliver;

/// <summary>Counts how deliveries end, and how long after the change.</summary>
public sealed class DeliveryMeter : IDisposable
{
    private readonly Meter _meter = new("ServerlessCdi.Deliver");
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _age;
    private readonly long[] _totals = new long[Enum.GetValues<DeliveryOutcome>().Length];

    public DeliveryMeter()
    {
        _ended = _meter.CreateCounter<long>("cdi.deliveries", "{delivery}", "Deliveries by outcome.");
        _age = _meter.CreateHistogram<double>("cdi.delivery.age", "s", "Time from the receipt of a change to the end of its delivery.");
    }

    public void Ended(DeliveryOutcome outcome, TimeSpan age)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome.ToString());
        _ended.Add(1, tag);
        _age.Record(age.TotalSeconds, tag);
        Interlocked.Increment(ref _totals[(int)outcome]);
    }

    /// <summary>Deliveries that ended so in this process.</summary>
    public long Total(DeliveryOutcome outcome) => Interlocked.Read(ref _totals[(int)outcome]);

    public void Dispose() => _meter.Dispose();
}
