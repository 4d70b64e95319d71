using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks.Load;

/// <summary>Sends prepared requests over some connections and times the answers.</summary>
internal static class LoadRun
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <param name="perSecond">Requests a second, planned ahead (a late answer delays no other); 0: each connection as fast as it is answered.</param>
    /// <param name="sending">Called with a request and its planned moment as it is sent.</param>
    public static async Task<LoadResult> SendAsync(
        PreparedRequest[] requests, int port, int connections, double perSecond, Action<PreparedRequest, long>? sending, CancellationToken cancellationToken)
    {
        var latencies = new double[requests.Length];
        var statuses = new int[requests.Length];
        var next = -1;
        var start = Clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            async () =>
            {
                using var connection = new KeepAliveConnection(port);
                await connection.ConnectAsync(cancellationToken);
                for (var i = Interlocked.Increment(ref next); i < requests.Length; i = Interlocked.Increment(ref next))
                {
                    var from = perSecond > 0 ? await WaitAsync(start, i / perSecond, cancellationToken) : Clock.GetTimestamp();
                    sending?.Invoke(requests[i], from);
                    statuses[i] = await connection.SendAsync(requests[i].Bytes, cancellationToken);
                    latencies[i] = Clock.GetElapsedTime(from).TotalMilliseconds;
                }
            },
            cancellationToken)));
        var accepted = Enumerable.Range(0, requests.Length).Where(i => statuses[i] is >= 200 and < 300).Sum(i => requests[i].Customers.Length);
        return new(start, Clock.GetElapsedTime(start), accepted, Percentiles.Of(latencies), statuses.GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count()));
    }

    private static async Task<long> WaitAsync(long start, double seconds, CancellationToken cancellationToken)
    {
        var planned = start + (long)(seconds * Clock.TimestampFrequency);
        var wait = Clock.GetElapsedTime(Clock.GetTimestamp(), planned);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, Clock, cancellationToken);
        }

        return planned;
    }
}

/// <param name="Start">Timestamp of the first send.</param>
/// <param name="Accepted">Changes in requests that were answered with 2xx.</param>
/// <param name="Latency">From sending (or the planned moment) to the answer, in milliseconds.</param>
internal sealed record LoadResult(long Start, TimeSpan Took, int Accepted, Percentiles Latency, IReadOnlyDictionary<int, int> Statuses);
