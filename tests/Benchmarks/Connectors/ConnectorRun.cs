using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Benchmarks.Connectors;

/// <summary>One connector's documented payloads, verified, parsed and mapped one after the other on one thread.</summary>
/// <param name="FloorShare">Of the rate at which the same bytes are hashed once and their JSON, or their text, is gone through once.</param>
internal sealed record ConnectorRun(double ChangesPerSecond, double AllocatedPerChange, double ChangesPerDelivery, double BytesPerDelivery, double FloorShare)
{
    public static ConnectorRun Measure(IWebhookConnector connector, TimeSpan length)
    {
        var deliveries = Deliveries.Of(connector);
        Loop(deliveries.Count, i => deliveries[i].Take(), length);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (rounds, took, changes) = Loop(deliveries.Count, i => deliveries[i].Take(), length);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var (floorRounds, floorTook, _) = Loop(deliveries.Count, i => Floor(deliveries[i].Request.Body.Span), length / 4);
        var bytes = deliveries.Average(d => d.Request.Body.Length);
        return new(
            changes / took.TotalSeconds,
            (double)allocated / Math.Max(changes, 1),
            (double)changes / rounds,
            bytes,
            rounds / took.TotalSeconds / (floorRounds / floorTook.TotalSeconds));
    }

    private static (long Rounds, TimeSpan Took, long Changes) Loop(int count, Func<int, int> take, TimeSpan length)
    {
        long rounds = 0, changes = 0;
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            for (var i = 0; i < count; i++)
            {
                changes += take(i);
            }

            rounds += count;
        }

        return (rounds, Stopwatch.GetElapsedTime(started), changes);
    }

    private static int Floor(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        if (body[0] is (byte)'{' or (byte)'[')
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return hash[0];
        }

        return hash[0] + body.Count((byte)'&');
    }
}
