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
            await using var app = await AppUnderTest.StartAsync(receiver.Port, (emulator?.ConnectionString, options.Policy), cancellationToken);
            cases.Add(await MeasureAsync(new CaseRun(given, options, app, receiver), app, floor, cancellationToken));
        }

        return new(machine, floor, cases);
    }

    private static async Task<CaseReport> MeasureAsync(CaseRun run, AppUnderTest app, FloorReport floor, CancellationToken cancellationToken)
    {
        CaseReport? report = null;
        try
        {
            return report = await run.RunAsync(floor, cancellationToken);
        }
        finally
        {
            if (report is not { Throughput.Complete: true })
            {
                await Console.Error.WriteLineAsync($"The case did not end. The app wrote:\n{app.Said}");
            }
        }
    }
}
