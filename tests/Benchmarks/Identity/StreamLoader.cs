using ServerlessCdi.Benchmarks.Measure;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Matching;
using ServerlessCdi.Storage;

namespace ServerlessCdi.Benchmarks.Identity;

/// <summary>Loads people through the stores: each is committed as the app commits, and their candidate keys are published in bulk.</summary>
internal sealed class StreamLoader(StreamPeople source, int people, IntegrationConfig config)
{
    private const int AtOnce = 512;

    /// <summary>People whose keys are published together; in the order of the keys many land beside each other.</summary>
    private const int Group = 250_000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    public async Task<StreamTiming> LoadAsync(string path, CancellationToken cancellationToken)
    {
        await using var host = await StreamHost.StartAsync(path, config, cancellationToken);
        var terms = host.Get<TermLedger>();
        var (started, before) = (Clock.GetTimestamp(), host.Get<StoreCounters>().Totals);
        for (var first = 0; first < people; first += Group)
        {
            var entries = new CandidateEntry[Math.Min(Group, people - first)];
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            var from = first;
            await Parallel.ForAsync(0, entries.Length, options, async (i, token) => entries[i] = await LoadAsync(host, from + i, token));
            await host.Get<ICandidateStore>().PublishAsync(entries, cancellationToken);
            await terms.FlushAsync(cancellationToken);
            await Console.Error.WriteLineAsync($"{first + entries.Length} people after {Clock.GetElapsedTime(started).TotalSeconds:F0} s");
        }

        var totals = host.Get<StoreCounters>().Totals;
        return new($"{people:N0} people loaded", people / Clock.GetElapsedTime(started).TotalSeconds, new(0, 0, 0, 0))
        {
            Writes = (totals.TableWrites - before.TableWrites) / (double)people,
        };
    }

    private async Task<CandidateEntry> LoadAsync(StreamHost host, int n, CancellationToken cancellationToken)
    {
        var change = source.Known(n);
        var id = ProfileId.Create(Clock.GetUtcNow());
        var fold = ProfileFold.Apply(Profile.New(id), [change], SurvivorshipPolicy.Default, (_, _) => false);
        var model = config.Matching!.Model;
        var prepared = model.Prepare(change.Fields.ToDictionary(f => f.Name, f => f.Value.AsText()));
        await Task.WhenAll(
            host.Get<IIdentityStore>().ClaimAsync(id, [RecordKey.Of(change).Identifier], cancellationToken),
            host.Get<IProfileStore>().CommitAsync(
                ProfileCommit.Of(fold.After, fold.Touched, [change]) with { Previous = Profile.New(id) }, cancellationToken));
        await host.Get<TermLedger>().CountAsync(model.Terms(prepared), isNewPerson: true, n, cancellationToken);
        return new(id, model.CandidateKeys(prepared));
    }
}
