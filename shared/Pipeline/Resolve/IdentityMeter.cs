using System.Diagnostics.Metrics;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Counts ties that identifiers asked for and that were not made. An operator is alerted by <see cref="NotTied.Limit"/>.</summary>
public sealed class IdentityMeter : IDisposable
{
    private readonly Meter _meter = new("ServerlessCdi.Identity");
    private readonly Counter<long> _refused;
    private readonly Counter<long> _shared;
    private readonly long[] _totals = new long[Enum.GetValues<NotTied>().Length];
    private long _sharedTotal;

    public IdentityMeter()
    {
        _refused = _meter.CreateCounter<long>("cdi.identity.refused", "{tie}", "Ties that were not made, by reason and identifier type.");
        _shared = _meter.CreateCounter<long>("cdi.identity.shared", "{identifier}", "Identifiers that came to be shared by too many, by type.");
    }

    public long TotalShared => Interlocked.Read(ref _sharedTotal);

    public void Refused(NotTied why, string identifierType)
    {
        _refused.Add(1, new("reason", why.ToString()), new("type", identifierType));
        Interlocked.Increment(ref _totals[(int)why]);
    }

    public void Shared(string identifierType)
    {
        _shared.Add(1, new KeyValuePair<string, object?>("type", identifierType));
        Interlocked.Increment(ref _sharedTotal);
    }

    /// <summary>Ties not made for this reason in this process.</summary>
    public long Total(NotTied why) => Interlocked.Read(ref _totals[(int)why]);

    public void Dispose() => _meter.Dispose();
}
