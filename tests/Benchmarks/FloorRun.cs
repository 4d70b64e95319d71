using System.Diagnostics;
using System.Security.Cryptography;
using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Benchmarks.Floor;
using ServerlessCdi.Benchmarks.Load;

namespace ServerlessCdi.Benchmarks;

/// <summary>Measures the bare receiver with the requests that the app gets.</summary>
internal static class FloorRun
{
    private const int Warmup = 5_000;
    private const int Events = 30_000;

    public static async Task<FloorReport> MeasureAsync(int connections, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("cdi-bench-floor-");
        try
        {
            var key = RandomNumberGenerator.GetBytes(32);
            string[] arguments = [typeof(FloorRun).Assembly.Location, "floor-server", "--data", folder.FullName];
            var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder.FullName };
            start.Environment[FloorServer.KeyVariable] = Convert.ToBase64String(key);
            var (process, line) = await ChildProcess.StartAsync(start, "Listening on ");
            await using (process)
            {
                var url = new Uri(new Uri(line["Listening on ".Length..]), "hooks/floor");
                await SendAsync(url, key, 1, Warmup, connections, cancellationToken);
                var cpu = process.Cpu;
                var result = await SendAsync(url, key, 2, Events, connections, cancellationToken);
                var used = process.Cpu - cpu;
                return new(result.Accepted / result.Took.TotalSeconds, result.Latency, used.TotalSeconds * 1000 / Events);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<LoadResult> SendAsync(Uri url, byte[] key, int run, int events, int connections, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var requests = PreparedRequest.BuildAll(new ContactChanges(run, 0, now), url, key, events, 1, now);
        return LoadRun.SendAsync(requests, url.Port, connections, 0, null, cancellationToken);
    }
}
