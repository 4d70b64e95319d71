using ServerlessCdi.Benchmarks.Measure;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>What a host had counted when a run began.</summary>
internal sealed class StreamMeter
{
    private readonly StreamHost _host;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly StoreTotals _totals;
    private readonly long _lookUps;
    private readonly long _loads;

    private StreamMeter(StreamHost host)
    {
        _host = host;
        _totals = host.Get<StoreCounters>().Totals;
        (_lookUps, _loads) = (host.Get<MatchMeter>().LookUps, host.Get<MatchMeter>().Loads);
    }

    public static StreamMeter Of(StreamHost host) => new(host);

    public StreamTiming Timing(string name, int records, Percentiles ms)
    {
        var took = TimeProvider.System.GetElapsedTime(_started);
        var totals = _host.Get<StoreCounters>().Totals;
        var meter = _host.Get<MatchMeter>();
        return new(name, records / took.TotalSeconds, ms)
        {
            LookUps = (meter.LookUps - _lookUps) / (double)records,
            Loads = (meter.Loads - _loads) / (double)records,
            Reads = (totals.TableReads - _totals.TableReads) / (double)records,
            Writes = (totals.TableWrites - _totals.TableWrites) / (double)records,
        };
    }
}
