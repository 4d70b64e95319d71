using ServerlessCdi.Benchmarks.App;
using ServerlessCdi.Benchmarks.Load;
using ServerlessCdi.Benchmarks.Measure;

namespace ServerlessCdi.Benchmarks;

/// <summary>One case against an app of its own: warm-up, all at once, then at half rate.</summary>
internal sealed class CaseRun(BenchmarkCase given, PipelineOptions options, AppUnderTest app, DestinationReceiver receiver)
{
    /// <summary>A send, a receive and a settlement for each message that the app counts as sent.</summary>
    private const int OperationsAMessage = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly Uri _hook = new(app.Address, $"hooks/{IntegrationFolder.Source}");
    private int _run;

    private int Events => options.Events ?? (options.Azurite ? given.Events / 10 : given.Events);

    public async Task<CaseReport> RunAsync(FloorReport floor, CancellationToken cancellationToken)
    {
        await ThroughputAsync(Math.Min(6_000 * (given.Batch == 1 ? 1 : 5), Events), floor, cancellationToken);
        var throughput = await ThroughputAsync(Events, floor, cancellationToken);
        var latency = throughput.Complete ? await LatencyAsync(throughput.EndToEndPerSecond / 2, cancellationToken) : null;
        return new(given.Name, given.Title, throughput, latency);
    }

    private async Task<ThroughputReport> ThroughputAsync(int events, FloorReport floor, CancellationToken cancellationToken)
    {
        var (changes, requests) = Prepare(events);
        var voyages = new Voyages(changes);
        receiver.Expect(voyages);
        var before = await app.StatsAsync(cancellationToken);
        var cpu = app.Cpu;
        var sent = await LoadRun.SendAsync(requests, app.Address.Port, options.Connections, 0, voyages.Depart, cancellationToken);
        var lastEmail = changes.EmailOf(requests[^1].Customers[^1]);
        var applied = await WaitAsync(sent.Start, async () => (await app.StatsAsync(cancellationToken)).Ended >= before.Ended + sent.Accepted
            && await app.HasPersonAsync(lastEmail, cancellationToken));
        var delivered = await WaitAsync(sent.Start, () => Task.FromResult(voyages.Waiting == 0));
        var used = app.Cpu - cpu;
        var operations = Between(before.Operations, (await app.StatsAsync(cancellationToken)).Operations);
        var thousands = sent.Accepted / 1000.0;
        var perSecond = requests.Length / sent.Took.TotalSeconds;
        var busy = Math.Max(applied?.TotalSeconds ?? 0, delivered?.TotalSeconds ?? 0);
        return new(
            sent.Accepted,
            sent.Accepted == events && applied is not null && delivered is not null,
            sent.Accepted / sent.Took.TotalSeconds,
            sent.Accepted / (applied ?? Patience).TotalSeconds,
            sent.Accepted / (delivered ?? Patience).TotalSeconds,
            sent.Latency,
            used.TotalSeconds / thousands,
            new(operations.TableReads / thousands, operations.TableWrites / thousands, operations.QueueOperations / thousands, operations.SecretReads / thousands),
            Million(operations, busy, requests.Length, sent.Accepted),
            perSecond / floor.RequestsPerSecond);
    }

    private async Task<LatencyReport> LatencyAsync(double perSecond, CancellationToken cancellationToken)
    {
        var (changes, requests) = Prepare((int)(perSecond * options.Seconds) / given.Batch * given.Batch);
        var voyages = new Voyages(changes);
        receiver.Expect(voyages);
        var sent = await LoadRun.SendAsync(
            requests, app.Address.Port, options.Connections * 4, perSecond / given.Batch, voyages.Depart, cancellationToken);
        await WaitAsync(sent.Start, () => Task.FromResult(voyages.Waiting == 0));
        return new(perSecond, sent.Latency, voyages.Times, voyages.Waiting);
    }

    private (ContactChanges Changes, PreparedRequest[] Requests) Prepare(int events)
    {
        var now = Clock.GetUtcNow();
        var changes = new ContactChanges(++_run, given.People, now);
        return (changes, PreparedRequest.BuildAll(changes, _hook, app.SigningKey, Math.Max(events, given.Batch), given.Batch, now));
    }

    /// <summary>The time from the start until it is so; null where it never is.</summary>
    private static async Task<TimeSpan?> WaitAsync(long start, Func<Task<bool>> isSo)
    {
        while (Clock.GetElapsedTime(start) < Patience)
        {
            if (await isSo())
            {
                return Clock.GetElapsedTime(start);
            }

            await Task.Delay(Poll, Clock);
        }

        return null;
    }

    private static AppOperations Between(AppOperations before, AppOperations after) => new(
        after.TableReads - before.TableReads,
        after.TableWrites - before.TableWrites,
        (after.QueueOperations - before.QueueOperations) * OperationsAMessage,
        after.SecretReads - before.SecretReads);

    private static CostBreakdown Million(AppOperations operations, double seconds, int requests, int changes)
    {
        var cost = AzurePrices.Of(operations, seconds, requests);
        var times = 1e6 / changes;
        return new(cost.Compute * times, cost.Queues * times, cost.Tables * times, cost.Secrets * times);
    }
}
