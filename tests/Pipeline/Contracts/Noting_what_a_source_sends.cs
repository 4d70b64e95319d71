using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Intake;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Contracts;

public sealed class Noting_what_a_source_sends : IAsyncLifetime
{
    private static readonly string Source = Changes.Sources[0];

    private Rig _rig = null!; // set before any test runs
    private Instance _app = null!; // set before any test runs

    public async Task InitializeAsync()
    {
        _rig = await Rig.StartAsync();
        _app = await _rig.InstanceAsync();
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task New_drift_is_stored_before_the_request_is_answered()
    {
        await KeepAsync(Drift("shoe"));

        var entry = Assert.Single(await ListAsync());
        Assert.Equal((ContractFindingKind.NewField, "shoe", 1, Rig.Start), (entry.Kind, entry.Path, entry.Count, entry.FirstSeen));
    }

    [Fact]
    public async Task What_only_adds_to_counts_is_stored_with_the_next_request_after_a_while()
    {
        await KeepAsync(Drift("shoe"));
        await KeepAsync(Drift("shoe", count: 3));
        await KeepAsync(Drift("shoe"));
        Assert.Equal(1, Assert.Single(await ListAsync()).Count);

        _rig.Time.Advance(TimeSpan.FromSeconds(16));
        await KeepAsync(Drift("shoe"));

        var entry = Assert.Single(await ListAsync());
        Assert.Equal((6, Rig.Start, Rig.Start.AddSeconds(16)), (entry.Count, entry.FirstSeen, entry.LastSeen));
        Assert.Equal(new SourceActivity(4, 0, 0, 0, Rig.Start.AddSeconds(16)), await Store.ActivityAsync(Source, CancellationToken.None));
    }

    [Fact]
    public async Task Many_findings_do_not_wait()
    {
        await KeepAsync(Drift("shoe"));
        await KeepAsync(Drift("shoe", count: 1001));

        Assert.Equal(1002, Assert.Single(await ListAsync()).Count);
    }

    [Fact]
    public async Task Another_instance_adds_to_what_is_there_without_a_write_a_request()
    {
        await KeepAsync(Drift("shoe"));
        var other = await _rig.InstanceAsync();
        await other.Get<IntakeSink>().KeepAsync(Source, Request(Rig.Start), [], Drift("shoe"), CancellationToken.None);
        Assert.Equal(1, Assert.Single(await ListAsync()).Count);

        await other.Get<SourceLedger>().FlushAsync(CancellationToken.None);

        Assert.Equal(2, Assert.Single(await ListAsync()).Count);
    }

    [Fact]
    public async Task What_was_acknowledged_comes_back_only_where_it_is_found_again()
    {
        await KeepAsync(Drift("shoe"));
        await KeepAsync(Drift("shoe"));
        var id = Assert.Single(await ListAsync()).Id;

        Assert.True(await Ledger.AcknowledgeAsync(Source, id, CancellationToken.None));
        await Ledger.FlushAsync(CancellationToken.None);
        Assert.Empty(await ListAsync());
        Assert.False(await Ledger.AcknowledgeAsync(Source, id, CancellationToken.None));

        await KeepAsync(Drift("shoe"));
        Assert.Equal((id, 1), (Assert.Single(await ListAsync()).Id, Assert.Single(await ListAsync()).Count));
    }

    [Fact]
    public async Task A_vendor_that_makes_up_names_fills_no_table_and_loses_no_count()
    {
        foreach (var chunk in Enumerable.Range(0, 1100).Chunk(100))
        {
            await KeepAsync(new() { Drift = [.. chunk.Select(n => Finding($"f{n}"))] });
        }

        await Ledger.FlushAsync(CancellationToken.None);
        var entries = await ListAsync();
        Assert.InRange(entries.Count, 1000, 1001);
        Assert.Equal(1100, entries.Sum(e => e.Count));
        Assert.Equal(100, entries.Single(e => e.Path.Length == 0).Count);
    }

    [Fact]
    public async Task What_is_rejected_and_ignored_is_counted_with_its_source()
    {
        await KeepAsync(new() { Ignored = ["a", "b"], Rejected = [new("x"u8.ToArray(), "why")] });
        await Ledger.FlushAsync(CancellationToken.None);

        Assert.Equal(new SourceActivity(1, 0, 2, 1, Rig.Start), await Store.ActivityAsync(Source, CancellationToken.None));
    }

    private SourceLedger Ledger => _app.Get<SourceLedger>();

    private IDriftStore Store => _app.Get<IDriftStore>();

    private static WebhookReading Drift(string path, int count = 1) => new() { Drift = [Finding(path) with { Count = count }] };

    private static ContractFinding Finding(string path) => new(ContractFindingKind.NewField, "contact", path, null, "text", null, 1, "c1");

    private Task KeepAsync(WebhookReading reading) =>
        _app.Get<IntakeSink>().KeepAsync(Source, Request(_rig.Time.GetUtcNow()), [], reading, CancellationToken.None);

    private static WebhookRequest Request(DateTimeOffset receivedAt) => new()
    {
        Method = "POST",
        Url = new Uri("https://cdi.example.com/hooks/crm"),
        Headers = new Dictionary<string, string>(),
        Body = ReadOnlyMemory<byte>.Empty,
        ReceivedAt = receivedAt,
    };

    private Task<IReadOnlyList<DriftEntry>> ListAsync() => Store.ListAsync(Source, CancellationToken.None);
}
