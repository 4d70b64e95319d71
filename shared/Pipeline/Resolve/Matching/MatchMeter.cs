using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve.Matching;

/// <summary>Counts what the matching did and what it cost, and raises the alarm where merges run away.</summary>
public sealed class MatchMeter : IDisposable
{
    private readonly ILogger _log;
    private readonly Meter _meter = new("ServerlessCdi.Identity");
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _capped;
    private readonly Counter<long> _lookUps;
    private readonly Counter<long> _loads;
    private readonly Counter<long> _comparisons;
    private readonly Histogram<double> _took;
    private readonly long[] _totals = new long[Enum.GetValues<MatchEnd>().Length];
    private long _lookUpTotal;
    private long _loadTotal;
    private long _cappedTotal;

    public MatchMeter(ILogger<MatchMeter> log)
    {
        _log = log;
        _decisions = _meter.CreateCounter<long>("cdi.identity.decisions", "{record}", "Records matched, by how it ended.");
        _capped = _meter.CreateCounter<long>("cdi.identity.postings.capped", "{posting}", "Candidate keys that more persons share than are looked at.");
        _lookUps = _meter.CreateCounter<long>("cdi.identity.lookups", "{key}", "Candidate keys looked up.");
        _loads = _meter.CreateCounter<long>("cdi.identity.candidates", "{person}", "Candidate persons loaded.");
        _comparisons = _meter.CreateCounter<long>("cdi.identity.comparisons", "{pair}", "Pairs of records scored.");
        _took = _meter.CreateHistogram<double>("cdi.identity.took", "ms", "How long a record spent in each stage of its matching.");
    }

    public long LookUps => Interlocked.Read(ref _lookUpTotal);

    public long Loads => Interlocked.Read(ref _loadTotal);

    public long Capped => Interlocked.Read(ref _cappedTotal);

    public void LookedUp(int keys, int capped)
    {
        _lookUps.Add(keys);
        _capped.Add(capped);
        Interlocked.Add(ref _lookUpTotal, keys);
        Interlocked.Add(ref _cappedTotal, capped);
    }

    public void Loaded(int persons)
    {
        _loads.Add(persons);
        Interlocked.Add(ref _loadTotal, persons);
    }

    /// <summary>A stage ended that began at <paramref name="since"/>.</summary>
    /// <returns>When the next stage begins.</returns>
    public long Took(MatchStage stage, long since)
    {
        _took.Record(TimeProvider.System.GetElapsedTime(since).TotalMilliseconds, new KeyValuePair<string, object?>("stage", stage.ToString()));
        return Begin();
    }

    public static long Begin() => TimeProvider.System.GetTimestamp();

    public void Compared(int pairs) => _comparisons.Add(pairs);

    public void Ended(MatchEnd end)
    {
        _decisions.Add(1, new KeyValuePair<string, object?>("decision", end.ToString()));
        Interlocked.Increment(ref _totals[(int)end]);
    }

    /// <summary>A person took in so many within an hour that the next merge waits for a steward.</summary>
    internal void Runaway(ProfileId person, ProfileId other, int limit)
    {
        Ended(MatchEnd.Limit);
        Log.RunawayMerge(_log, person, other, limit);
    }

    /// <summary>Two persons would have more identifiers than one may have: their merge waits for a steward.</summary>
    internal void PastLimit(ProfileId person, ProfileId other)
    {
        Ended(MatchEnd.Limit);
        Log.MergePastLimit(_log, person, other);
    }

    /// <summary>Records that ended so in this process.</summary>
    public long Total(MatchEnd end) => Interlocked.Read(ref _totals[(int)end]);

    public void Dispose() => _meter.Dispose();
}

/// <summary>How the matching of a record ended.</summary>
public enum MatchEnd
{
    /// <summary>Nobody is alike enough.</summary>
    Alone,

    /// <summary>The record was tied to a person.</summary>
    Tied,

    /// <summary>A steward is to decide.</summary>
    Review,

    /// <summary>Sure enough, and past a limit against runaway merges: a steward is to decide.</summary>
    Limit,
}

/// <summary>What a record goes through when it is matched.</summary>
public enum MatchStage
{
    /// <summary>Its candidate keys are written.</summary>
    Publish,

    /// <summary>It is read who else is under them.</summary>
    Look,

    /// <summary>Those who may be the same person are read.</summary>
    Load,

    /// <summary>They are compared, and it is decided.</summary>
    Decide,

    /// <summary>Persons are merged and reviews opened.</summary>
    Act,

    /// <summary>It is stored that the record was matched.</summary>
    Mark,
}
