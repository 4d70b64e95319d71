using System.Diagnostics;
using System.Globalization;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Configuration;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>Laws 1, 2 and 10 on the running app: killed at any moment under load, it loses nothing and does nothing twice.</summary>
public sealed class An_app_that_is_killed
{
    private const int Seed = 20260301;

    /// <summary>Kills; 200 for a long run.</summary>
    private static readonly int Cycles =
        int.TryParse(Environment.GetEnvironmentVariable("CDI_CRASH_CYCLES"), CultureInfo.InvariantCulture, out var cycles) ? cycles : 3;

    private static readonly IReadOnlyDictionary<string, SampleSecret> Secrets = new Dictionary<string, SampleSecret>
    {
        [CrashLoad.Shop] = ((ISampleSigner)Catalog.Find("standard-webhooks")!).MintSecret(),
        [CrashLoad.HubSpot] = ((ISampleSigner)Catalog.Find("hubspot")!).MintSecret(),
    };

    [Fact]
    public async Task Again_and_again_under_load_ends_as_one_that_never_was()
    {
        using var setup = new CrashSetup(Secrets);
        await using var app = await AppProcess.StartAsync(setup.App);
        var requests = await LoadAndKillAsync(app);
        Assert.True(requests.Count > 20 * Cycles, $"Only {requests.Count} requests were acknowledged: that is no load.");
        await CrashView.DrainAsync(app);
        var changes = Changes(setup, requests);
        var records = changes.SelectMany(RecordsOf).Distinct().Order().ToList();
        var persons = await CrashView.PersonsAsync(app, records);
        Assert.All(changes, change =>
            Assert.Equal(2, persons[RecordKey.Of(change)].Split(CrashView.Entry(change.Source, change.Id)).Length));

        using var calm = new CrashSetup(Secrets);
        await using var uninterrupted = await AppProcess.StartAsync(calm.App);
        await ReplayAsync(uninterrupted, requests);
        await CrashView.DrainAsync(uninterrupted);
        var expected = await CrashView.PersonsAsync(uninterrupted, records);
        Assert.All(records, record => Assert.Equal(expected[record], persons[record]));
    }

    /// <summary>Posts without pause while the app dies and comes back; every request is acknowledged in the end.</summary>
    private static async Task<IReadOnlyList<CrashRequest>> LoadAndKillAsync(AppProcess app)
    {
        var load = new CrashLoad(Seed);
        var random = new Random(Seed);
        using var poster = new CrashPoster(app.BaseAddress, Secrets, TimeSpan.FromMilliseconds(10));
        var issued = -1;
        var ending = false;
        var posting = poster.PostAsync(() => Volatile.Read(ref ending) ? null : load.Request(Interlocked.Increment(ref issued)), CancellationToken.None);
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 1500)), TimeProvider.System);
            await app.KillAsync();
            await app.RestartAsync();
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Volatile.Write(ref ending, true);
        await posting;
        Assert.Equal(issued + 1, poster.Acknowledged.Count);
        return [.. poster.Acknowledged];
    }

    private static async Task ReplayAsync(AppProcess app, IReadOnlyList<CrashRequest> requests)
    {
        using var poster = new CrashPoster(app.BaseAddress, Secrets, TimeSpan.Zero);
        var at = -1;
        await poster.PostAsync(() => Interlocked.Increment(ref at) is var n && n < requests.Count ? requests[n] : null, CancellationToken.None);
    }

    /// <summary>What the requests say, as the app's own connectors read it.</summary>
    private static List<Change> Changes(CrashSetup setup, IReadOnlyList<CrashRequest> requests)
    {
        var config = ConfigLoader.Load(setup.Config);
        return [.. requests.SelectMany(request =>
        {
            var reading = config.Source(request.Source)!.Webhook.Read(new WebhookRequest
            {
                Method = "POST",
                Url = new Uri("https://app.example/"),
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["webhook-id"] = request.MessageId },
                Body = request.Body,
                ReceivedAt = DateTimeOffset.UnixEpoch,
            });
            return reading.Rejected.Count == 0 ? reading.Changes : throw new UnreachableException("The load has a request that the connector rejects.");
        })];
    }

    private static IEnumerable<RecordKey> RecordsOf(Change change)
    {
        var own = RecordKey.Of(change);
        return change.MergedKeys.Select(k => own with { Key = k }).Prepend(own);
    }
}
