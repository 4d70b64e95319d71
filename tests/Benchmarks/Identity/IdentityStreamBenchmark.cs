using System.Globalization;
using ServerlessCdi.Benchmarks.Measure;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>
/// Loads people through the stores, then sends records through the resolver as the queue does: one after another with and
/// without matching, and many at once.
/// </summary>
internal sealed class IdentityStreamBenchmark(int people, int records)
{
    private const ulong Seed = 20_260_301;
    private const int AtOnce = 128;
    private const int WarmUp = 300;
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
                runs.Add(await LoadAsync(path, cancellationToken));
                await File.WriteAllTextAsync(done, "", cancellationToken);
            }

            // Each run has people of its own, and an app that has just started.
            runs.Add(await OneByOneAsync(path, "one by one, matching off", Off, 0, cancellationToken));
            runs.Add(await OneByOneAsync(path, "one by one, matching on", On, 1, cancellationToken));
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

    private async Task<StreamTiming> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var host = await StreamHost.StartAsync(path, On, cancellationToken);
        var (model, terms) = (On.Matching!.Model, host.Get<TermLedger>());
        var (profiles, identities, candidates) = (host.Get<IProfileStore>(), host.Get<IIdentityStore>(), host.Get<ICandidateStore>());
        var (started, before) = (Clock.GetTimestamp(), host.Get<StoreCounters>().Totals);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, people, options, async (n, token) =>
        {
            var change = _people.Known(n);
            var id = ProfileId.Create(Clock.GetUtcNow());
            var fold = ProfileFold.Apply(Profile.New(id), [change], SurvivorshipPolicy.Default, (_, _) => false);
            var prepared = model.Prepare(change.Fields.ToDictionary(f => f.Name, f => f.Value.AsText()));
            await Task.WhenAll(
                identities.ClaimAsync(id, [RecordKey.Of(change).Identifier], token),
                profiles.CommitAsync(ProfileCommit.Of(fold.After, fold.Touched, [change]) with { Previous = Profile.New(id) }, token),
                candidates.PublishAsync(id, model.CandidateKeys(prepared), [], token));
            await terms.CountAsync(model.Terms(prepared), isNewPerson: true, n, token);
        });
        await terms.FlushAsync(cancellationToken);
        var totals = host.Get<StoreCounters>().Totals;
        return new($"{people:N0} people loaded", people / Clock.GetElapsedTime(started).TotalSeconds, new(0, 0, 0, 0))
        {
            Writes = (totals.TableWrites - before.TableWrites) / (double)people,
        };
    }

    private async Task<StreamTiming> OneByOneAsync(string path, string name, IntegrationConfig config, int part, CancellationToken cancellationToken)
    {
        await using var host = await StreamHost.StartAsync(path, config, cancellationToken);
        var resolver = host.Get<ChangeResolver>();
        var run = Path.GetRandomFileName();
        foreach (var change in Measured(part, $"w{run}", WarmUp))
        {
            Check(await resolver.ResolveAsync([change], cancellationToken));
        }

        var changes = Measured(part + 2, run, records);
        var (meter, counters) = (StreamMeter.Of(host), new List<double>(records));
        foreach (var change in changes)
        {
            var started = Clock.GetTimestamp();
            Check(await resolver.ResolveAsync([change], cancellationToken));
            counters.Add(Clock.GetElapsedTime(started).TotalMilliseconds);
        }

        return meter.Timing(name, records, Percentiles.Of(counters)) with { Found = await FoundAsync(host, changes, cancellationToken) };
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
    private int Place(int part, int i) => (int)(((long)i * 7919 * 5 + part) % people);

    /// <summary>How many of those who were there already were found.</summary>
    private static async Task<string> FoundAsync(StreamHost host, List<Change> changes, CancellationToken cancellationToken)
    {
        var (again, found) = (0, 0);
        foreach (var change in changes.Where(c => c.Record.Key[0] == 'a'))
        {
            var known = change.Record.Key[1..change.Record.Key.IndexOf('-', StringComparison.Ordinal)];
            Identifier[] both = [RecordKey.Of(change).Identifier, (RecordKey.Of(change) with { Key = $"p{known}" }).Identifier];
            var owners = await host.Get<IIdentityStore>().FindAsync(both, cancellationToken);
            again++;
            found += owners[both[0]] == owners[both[1]] ? 1 : 0;
        }

        var meter = host.Get<MatchMeter>();
        return string.Create(CultureInfo.InvariantCulture, $"; {found} of {again} found again, {meter.Total(MatchEnd.Tied)} ties, {meter.Total(MatchEnd.Review)} reviews, {meter.Capped} capped keys");
    }

    private static void Check(IReadOnlyList<ChangeResult> results)
    {
        if (results.FirstOrDefault(r => r.Fault is not null).Fault is { } fault)
        {
            throw new InvalidOperationException("A change was not applied.", fault);
        }
    }
}

/// <param name="PerSecond">Records.</param>
internal sealed record StreamTiming(string Name, double PerSecond, Percentiles Ms)
{
    public double LookUps { get; init; }

    public double Loads { get; init; }

    public double Reads { get; init; }

    public double Writes { get; init; }

    public string Found { get; init; } = "";
}
