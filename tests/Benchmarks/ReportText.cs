using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks;

/// <summary>The report for people and for programs.</summary>
internal static partial class ReportText
{
    public static string Json(PipelineReport report) => JsonSerializer.Serialize(report, ReportJson.Default.PipelineReport);

    public static string Plain(PipelineReport report)
    {
        var text = new StringBuilder();
        var (machine, floor) = (report.Machine, report.Floor);
        Line(text, $"{machine.Cores} cores, {machine.Runtime}, tables: {machine.Tables}, {machine.Connections} connections");
        Line(text, $"floor       {floor.RequestsPerSecond,8:N0} requests/s accepted, ack {Show(floor.AckMs)}, {floor.CpuSecondsPer1000:F3} CPU s per 1,000");
        foreach (var one in report.Cases)
        {
            AppendCase(text, one);
        }

        return text.ToString();
    }

    private static void AppendCase(StringBuilder text, CaseReport one)
    {
        var (run, operations, cost) = (one.Throughput, one.Throughput.Operations, one.Throughput.Cost);
        Line(text, $"{one.Name}: {one.Title}, {run.Changes:N0} changes{(run.Complete ? "" : " - NOT COMPLETE")}");
        Line(text, $"  accepted    {run.AcceptedPerSecond,8:N0} changes/s, ack {Show(run.AckMs)}; {run.FloorRatio:P0} of the floor's requests");
        Line(text, $"  end to end  {run.EndToEndPerSecond,8:N0} changes/s; destination up to date {run.DeliveredPerSecond:N0}/s");
        Line(text, $"  CPU         {run.CpuSecondsPer1000,8:F3} s per 1,000 changes");
        Line(text, $"  operations  per 1,000 changes: {operations.TableReads:N0} table reads, {operations.TableWrites:N0} table writes, {operations.Queue:N0} queue, {operations.Secrets:N1} secret");
        Line(text, $"  price       ${cost.Total:F2} a million changes: compute {cost.Compute:F2}, queues {cost.Queues:F2}, tables {cost.Tables:F2}, secrets {cost.Secrets:F4}");
        if (one.Latency is { } latency)
        {
            Line(text, $"  half load   {latency.ChangesPerSecond,8:N0} changes/s: to the destination {Show(latency.ToDestinationMs)}, ack {Show(latency.AckMs)}{(latency.Undelivered == 0 ? "" : $", {latency.Undelivered} NOT DELIVERED")}");
        }
    }

    private static string Show(Percentiles ms) => string.Create(CultureInfo.InvariantCulture, $"p50 {ms.P50:F1} p95 {ms.P95:F1} p99 {ms.P99:F1} ms");

    private static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(PipelineReport))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
