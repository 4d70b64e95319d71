using System.Diagnostics.Metrics;
using ServerlessCdi.Connectors.Contracts;

namespace ServerlessCdi.Pipeline.Drift;

/// <summary>Counts drift by source and kind; both are few.</summary>
public sealed class DriftMeter : IDisposable
{
    private readonly Meter _meter = new("ServerlessCdi.Contracts");
    private readonly Counter<long> _drift;

    public DriftMeter() => _drift = _meter.CreateCounter<long>("cdi.contract.drift", "{finding}", "Findings against the contracts of sources.");

    public void Found(string source, ContractFindingKind kind, int count) =>
        _drift.Add(count, new KeyValuePair<string, object?>("source", source), new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void Dispose() => _meter.Dispose();
}
