using System.CommandLine;

namespace ServerlessCdi.Benchmarks;

/// <summary>The command <c>pipeline</c>.</summary>
internal static class PipelineCommand
{
    public static Command Build()
    {
        var events = new Option<int?>("--events") { Description = "Changes in each case (20,000 to 100,000 by default)." };
        var connections = new Option<int>("--connections") { Description = "Keep-alive connections.", DefaultValueFactory = _ => 16 };
        var only = new Option<string[]>("--case") { Description = $"Only these cases: {string.Join(", ", BenchmarkCase.All.Select(c => c.Name))}." };
        only.AcceptOnlyFromAmong([.. BenchmarkCase.All.Select(c => c.Name)]);
        only.AllowMultipleArgumentsPerToken = true;
        var azurite = new Option<bool>("--azurite") { Description = "Tables on the emulator (npm ci in tests/ first)." };
        var json = new Option<bool>("--json") { Description = "One line of JSON in place of the text." };
        var seconds = new Option<int>("--latency-seconds") { Description = "Length of the run at half rate.", DefaultValueFactory = _ => 6 };
        var policy = new Option<string?>("--policy") { Description = "The policy that the app runs with; its only source is crm. None where absent." };
        var command = new Command("pipeline", "From signed webhook to profile and destination: rates, times, operations, price, and the floor.")
        {
            events, connections, only, azurite, json, seconds, policy,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new PipelineOptions(
                parsed.GetValue(events),
                parsed.GetValue(connections),
                parsed.GetValue(only) ?? [],
                parsed.GetValue(azurite),
                parsed.GetValue(json),
                parsed.GetValue(seconds))
            {
                Policy = parsed.GetValue(policy),
            };
            var report = await PipelineBenchmark.RunAsync(options, cancellationToken);
            await Console.Out.WriteLineAsync(options.Json ? ReportText.Json(report) : ReportText.Plain(report));
            return report.Cases.All(c => c.Throughput.Complete) ? 0 : 1;
        });
        return command;
    }
}
