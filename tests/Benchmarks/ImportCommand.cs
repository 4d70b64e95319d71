using System.CommandLine;
using System.Globalization;

namespace ServerlessCdi.Benchmarks;

/// <summary>The command <c>import</c>.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        var rows = new Option<int>("--rows") { Description = "Rows of the file.", DefaultValueFactory = _ => 50_000 };
        var command = new Command("import", "A file of rows in one request: new people, the same again, known people, and dry runs.") { rows };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            foreach (var run in await ImportBenchmark.RunAsync(parsed.GetValue(rows), cancellationToken))
            {
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Name,-28} {run.Rows / run.Took.TotalSeconds,8:N0} rows/s  {run.Cpu.TotalSeconds * 1000 / run.Rows,6:F3} CPU s per 1,000  {run.Outcome}"));
            }

            return 0;
        });
        return command;
    }
}
