using System.Runtime.InteropServices;
using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks;

/// <summary>All of a run: the floor first, then each case against a fresh app.</summary>
internal static class PipelineBenchmark
{
    public static async Task<PipelineReport> RunAsync(PipelineOptions options, CancellationToken cancellationToken)
    {
        var machine = new MachineReport(
            Environment.ProcessorCount, RuntimeInformation.FrameworkDescription, options.Azurite ? "Azurite" : "embedded", options.Connections);
        var floor = await FloorRun.MeasureAsync(options.Connections, cancellationToken);
        await using var receiver = await DestinationReceiver.StartAsync(cancellationToken);
        var cases = new List<CaseReport>();
        foreach (var given in BenchmarkCase.All.Where(c => options.Only.Count == 0 || options.Only.Contains(c.Name)))
        {
            await using var emulator = options.Azurite ? await TableEmulator.StartAsync() : null;
            await using var app = await AppUnderTest.StartAsync(receiver.Port, emulator?.ConnectionString, cancellationToken);
            var report = await new CaseRun(given, options, app, receiver).RunAsync(floor, cancellationToken);
            if (!report.Throughput.Complete)
            {
                await Console.Error.WriteLineAsync($"Case {given.Name} did not end. The app wrote:\n{app.Said}");
            }

            cases.Add(report);
        }

        return new(machine, floor, cases);
    }
}
