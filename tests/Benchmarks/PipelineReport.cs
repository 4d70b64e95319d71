using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks;

/// <param name="Floor">The bare receiver under the same load as <c>new-1</c>.</param>
internal sealed record PipelineReport(MachineReport Machine, FloorReport Floor, IReadOnlyList<CaseReport> Cases);

internal sealed record MachineReport(int Cores, string Runtime, string Tables, int Connections);

/// <param name="RequestsPerSecond">Bodies checked and made durable.</param>
internal sealed record FloorReport(double RequestsPerSecond, Percentiles AckMs, double CpuSecondsPer1000);

internal sealed record CaseReport(string Name, string Title, ThroughputReport Throughput, LatencyReport? Latency);

/// <param name="EndToEndPerSecond">Until every change is applied and the last person can be read.</param>
/// <param name="DeliveredPerSecond">Until the destination knows the newest state of every person.</param>
/// <param name="Operations">For 1,000 changes.</param>
/// <param name="Cost">Of a million changes at this load.</param>
/// <param name="FloorRatio">Accepted requests a second to the floor's.</param>
internal sealed record ThroughputReport(
    int Changes,
    bool Complete,
    double AcceptedPerSecond,
    double EndToEndPerSecond,
    double DeliveredPerSecond,
    Percentiles AckMs,
    double CpuSecondsPer1000,
    OperationsReport Operations,
    CostBreakdown Cost,
    double FloorRatio);

/// <param name="Queue">Sends, and as many receives and settlements.</param>
internal sealed record OperationsReport(double TableReads, double TableWrites, double Queue, double Secrets);

/// <summary>From a change's planned send to its arrival at the destination, at half of the end-to-end rate.</summary>
internal sealed record LatencyReport(double ChangesPerSecond, Percentiles AckMs, Percentiles ToDestinationMs, int Undelivered);
