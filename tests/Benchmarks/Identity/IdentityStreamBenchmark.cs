using System.Collections.Concurrent;
using System.Globalization;
using ServerlessCdi.Benchmarks.Measure;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>
/// Loads people through the stores, then sends records through the resolver as the queue does: one after another with and
/// without matching, and many at once.
/// </summary>
internal sealed class IdentityStreamBenchmark(int people, int records)
{
    private const ulong Seed = 20_260_301;
    private const int WarmUp = 300;

    /// <summary>Runs that each have people of their own, and as many warm-ups.</summary>
    private const int Parts = 5;

    private const int InFlight = 16;
    private const int MessagesAtOnce = 64;

    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly IntegrationConfig Off = new([], [], IdentityPolicy.Default, SurvivorshipPolicy.Default);
    private static readonly IntegrationConfig On = new([], [], IdentityPolicy.Default, SurvivorshipPolicy.Default) { Matching = MatchingPolicy.Default };

    private readonly StreamPeople _people = new(Seed, people, Clock.GetUtcNow().AddDays(-1));

    public async Task<IReadOnlyList<StreamTiming>> RunAsync(string? folder, CancellationToken cancellationToken)
    {
        var path = folder ?? Directory.CreateTempSubdirectory("cdi-identity-").FullName;
        try
        {
            Directory.CreateDirectory(path);
            var runs = new List<StreamTiming>();
            var done = Path.Combine(path, $"loaded-{people}");
            if (!File.Exists(done))
            {
                runs.Add(await new StreamLoader(_people, people, On).LoadAsync(path, cancellationToken));
                await File.WriteAllTextAsync(done, "", cancellationToken);
            }

            // Each run has people of its own, and an app that has just started.
            runs.Add(await RunAsync(path, "one by one, matching off", Off, (0, 1), cancellationToken));
            runs.Add(await RunAsync(path, "one by one, matching on", On, (1, 1), cancellationToken));
            runs.Add(await RunAsync(path, $"{InFlight} in flight, off", Off, (2, InFlight), cancellationToken));
            runs.Add(await RunAsync(path, $"{InFlight} in flight, on", On, (3, InFlight), cancellationToken));
            runs.Add(await TogetherAsync(path, cancellationToken));
            return runs;
        }
        finally
        {
            if (folder is null)
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    private async Task<StreamTiming> RunAsync(
        string path, string name, IntegrationConfig config, (int Part, int AtOnce) how, CancellationToken cancellationToken)
    {
        await using var host = await StreamHost.StartAsync(path, config, cancellationToken);
        var resolver = host.Get<ChangeResolver>();
        var run = Path.GetRandomFileName();
        foreach (var change in Measured(how.Part + Parts, $"w{run}", WarmUp))
        {
            Check(await resolver.ResolveAsync([change], cancellationToken));
        }

        var changes = Measured(how.Part, run, records);
        using var stages = new StreamStages();
        var meter = StreamMeter.Of(host);
        var took = new ConcurrentBag<double>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = how.AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(changes, options, async (change, token) =>
        {
            stages.Begin();
            var started = Clock.GetTimestamp();
            Check(await resolver.ResolveAsync([change], token));
            took.Add(Clock.GetElapsedTime(started).TotalMilliseconds);
            stages.End();
        });
        return meter.Timing(name, records, Percentiles.Of(took)) with { Stages = stages.Text(), Found = await FoundAsync(host, changes, cancellationToken) };
    }

    private async Task<StreamTiming> TogetherAsync(string path, CancellationToken cancellationToken)
    {
        await using var host = await StreamHost.StartAsync(path, On, cancellationToken);
        var resolver = host.Get<ChangeResolver>();
        var changes = Measured(4, Path.GetRandomFileName(), records);
        var meter = StreamMeter.Of(host);
        foreach (var batch in changes.Chunk(MessagesAtOnce))
        {
            Check(await resolver.ResolveAsync(batch, cancellationToken));
        }

        return meter.Timing($"{MessagesAtOnce} at once, matching on", records, new(0, 0, 0, 0)) with { Found = await FoundAsync(host, changes, cancellationToken) };
    }

    /// <summary>In turns an untidy record of someone who is there and one of somebody new.</summary>
    private List<Change> Measured(int part, string run, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? _people.Again(Place(part, i), run) : _people.Newcomer(Place(part, i), run))];

    /// <summary>A person whom no other part asks for, spread over all.</summary>
    private int Place(int part, int i) => (int)(((long)i * 7919 * 10 + part) % people);

    private static async Task<string> FoundAsync(StreamHost host, List<Change> changes, CancellationToken cancellationToken)
    {
        var truth = await StreamTruth.OfAsync(host, changes, cancellationToken);
        var meter = host.Get<MatchMeter>();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"; {truth}; with warm-up {meter.Total(MatchEnd.Tied)} ties, {meter.Total(MatchEnd.Review)} reviews, {meter.Total(MatchEnd.Limit)} at a limit, {meter.Capped} capped keys");
    }

    private static void Check(IReadOnlyList<ChangeResult> results)
    {
        if (results.FirstOrDefault(r => r.Fault is not null).Fault is { } fault)
        {
            throw new InvalidOperationException("A change was not applied.", fault);
        }
    }
}
