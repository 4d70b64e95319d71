using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using ServerlessCdi.Benchmarks.Measure;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>How long records spent in each stage of their matching, and in all stages before anything is acted upon.</summary>
internal sealed class StreamStages : IDisposable
{
    private readonly AsyncLocal<double[]?> _record = new();
    private readonly ConcurrentBag<double[]> _records = [];
    private readonly MeterListener _listener = new();

    public StreamStages()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "cdi.identity.took")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, ms, tags, _) =>
        {
            if (_record.Value is { } record)
            {
                record[(int)Enum.Parse<MatchStage>((string)tags[0].Value!)] += ms;
            }
        });
        _listener.Start();
    }

    /// <summary>A record begins; what is measured in this flow is its.</summary>
    public void Begin() => _record.Value = new double[Enum.GetValues<MatchStage>().Length];

    public void End() => _records.Add(_record.Value!);

    public string Text()
    {
        if (_records.All(r => r.Sum() == 0))
        {
            return "";
        }

        var matching = Percentiles.Of([.. _records.Select(r => r.Take((int)MatchStage.Act).Sum())]);
        var stages = Enum.GetValues<MatchStage>().Select(stage =>
        {
            var spent = Percentiles.Of([.. _records.Select(r => r[(int)stage]).Where(ms => ms > 0)]);
            return string.Create(CultureInfo.InvariantCulture, $"{stage} {spent.P50:F2}/{spent.P99:F2}");
        });
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; matching without commits p50 {matching.P50:F2} p95 {matching.P95:F2} p99 {matching.P99:F2} ms; p50/p99 by stage: {string.Join(", ", stages)}");
    }

    public void Dispose() => _listener.Dispose();
}
