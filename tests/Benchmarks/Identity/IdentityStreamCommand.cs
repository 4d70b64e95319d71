using System.CommandLine;
using System.Globalization;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>The command <c>identity-stream</c>.</summary>
internal static class IdentityStreamCommand
{
    public static Command Build()
    {
        var people = new Option<int>("--people") { Description = "People who are there already.", DefaultValueFactory = _ => 100_000 };
        var records = new Option<int>("--records") { Description = "Records that are measured, half of known people and half of new ones.", DefaultValueFactory = _ => 4_000 };
        var folder = new Option<string?>("--folder") { Description = "Where the tables are kept and found again: people who are loaded stay there. A temporary folder where absent." };
        var command = new Command("identity-stream", "Records that share no identifier, matched in the stream against people in embedded tables.") { people, records, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var benchmark = new IdentityStreamBenchmark(parsed.GetValue(people), parsed.GetValue(records));
            foreach (var run in await benchmark.RunAsync(parsed.GetValue(folder), cancellationToken))
            {
                await Console.Out.WriteLineAsync(Text(run));
            }

            return 0;
        });
        return command;
    }

    private static string Text(StreamTiming run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Name,-26} {run.PerSecond,7:N0} records/s  {Show(run.Ms)}  a record: {run.LookUps:F1} look-ups, {run.Loads:F2} persons loaded, {run.Reads:F1} reads, {run.Writes:F1} writes{run.Stages}{run.Found}");

    private static string Show(Percentiles ms) => ms.Count == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"p50 {ms.P50:F2} p95 {ms.P95:F2} p99 {ms.P99:F2} ms");
}
