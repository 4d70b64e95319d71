using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Law 3: every change ends in one outcome, and law 10: a redelivery loses nothing.</summary>
public sealed class Counting_out_what_came_in
{
    private static readonly Change Said = Changes.Of(Changes.Crm, "1", "said", 5).Email("ada@example.com").Field("firstName", "Ada");

    /// <summary>Larger than any row, however well it is compressed: no attempt will store it.</summary>
    private static readonly Change Impossible = Changes.Of(Changes.Crm, "1", "impossible", 6).Field("city", Noise(4_000_000));

    [Fact]
    public async Task Outcomes_add_up_to_what_came()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.BatchAsync([[Said, Said], [Said with { Id = "old", OccurredAt = Changes.At(1) }]]);
        await instance.OneByOneAsync(
            Changes.Of(Changes.Shop, "7", "deletion", 5).Deleted(privacy: true),
            Changes.Of(Changes.Shop, "7", "late", 4).Field("city", "Paris"),
            Said);

        Assert.Equal(2, instance.Ended.Total(ChangeOutcome.Applied));
        Assert.Equal(2, instance.Ended.Total(ChangeOutcome.Duplicate));
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Stale));
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Suppressed));
        Assert.Equal(6, Enum.GetValues<ChangeOutcome>().Sum(instance.Ended.Total));
    }

    [Fact]
    public async Task A_change_that_cannot_be_applied_is_quarantined_after_five_attempts_and_costs_its_neighbours_nothing()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        IReadOnlyList<Change> message = [Said, Impossible, Changes.Of(Changes.Shop, "7", "neighbour").Field("city", "Oslo")];
        var attempts = 0;
        while ((await instance.Batch.WorkAsync([new(message, attempts), new([Said with { Id = $"else{attempts}" }], 9)], CancellationToken.None))[0].At is not null)
        {
            attempts++;
        }

        Assert.Equal(5, attempts);
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Quarantined));
        var waiting = await instance.Get<IQuarantineStore>().ListAsync(QuarantineFilter.All, CancellationToken.None).ToListAsync();
        Assert.Equal("crm", Assert.Single(waiting).Source);
        Assert.Equal("Ada", (await instance.PersonAsync(Changes.Crm, "1")).Golden.Fields["firstName"].Value.AsText());
        Assert.Equal("Oslo", (await instance.PersonAsync(Changes.Shop, "7")).Golden.Fields["city"].Value.AsText());
    }

    [Fact]
    public async Task While_a_store_is_away_messages_wait_longer_and_longer_and_for_ever()
    {
        await using var rig = await Rig.StartAsync();
        var faults = new PortFaults { Away = true };
        var instance = await rig.InstanceAsync("", faults);
        var waits = new List<TimeSpan>();
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var fate = Assert.Single(await instance.Batch.WorkAsync([new([Said], attempt)], CancellationToken.None));
            waits.Add(fate.At!.Value - rig.Time.GetUtcNow());
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromSeconds(1), waits[0]);
        Assert.Equal(TimeSpan.FromMinutes(5), waits[^1]);
        faults.Away = false;
        Assert.Null(Assert.Single(await instance.Batch.WorkAsync([new([Said], 60)], CancellationToken.None)).At);
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Applied));
        Assert.Equal(1, Enum.GetValues<ChangeOutcome>().Sum(instance.Ended.Total));
    }

    [Fact]
    public async Task What_is_replayed_from_quarantine_keeps_its_id_and_is_not_doubled()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Said);
        var quarantine = instance.Get<IQuarantineStore>();
        await quarantine.AddAsync([new QuarantineItem("crm~1", "crm", "was mended", Rig.Start, ReadOnlyMemory<byte>.Empty, Said)], CancellationToken.None);

        var item = await quarantine.FindAsync("crm~1", CancellationToken.None);
        Assert.Null(await instance.Get<QuarantineReplay>().ReplayAsync(item!, CancellationToken.None));

        Assert.Equal(0, await quarantine.CountAsync(CancellationToken.None));
        var sent = await Broker.ReceiveChangesAsync(rig);
        Assert.Equal([Said.Id], sent.Select(c => c.Id));
        await instance.TogetherAsync(sent);
        Assert.Equal(["crm/said"], await instance.TimelineAsync((await instance.PersonAsync(Changes.Crm, "1")).Id));
        Assert.Equal(1, instance.Ended.Total(ChangeOutcome.Duplicate));
    }

    [Fact]
    public async Task A_message_that_comes_again_tells_the_destinations_again_and_changes_nothing()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination("warehouse")] });
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync(Said);
        var rows = await instance.RowsAsync("warehouse");
        var before = await instance.PersonAsync(Changes.Crm, "1");
        var pokes = await rig.PokesAsync();
        await instance.Work.CompleteAsync(new WorkShard("warehouse", 0), rows, CancellationToken.None);

        await (await rig.InstanceAsync()).TogetherAsync(Said);

        Assert.Equal(before.Id, Assert.Single(await instance.RowsAsync("warehouse")).Profile);
        Assert.Equal(pokes.Now + 1, (await rig.PokesAsync()).Now);
        Assert.Equal(before.Version, (await instance.PersonAsync(Changes.Crm, "1")).Version);
        Assert.Equal(["crm/said"], await instance.TimelineAsync(before.Id));
    }

    private static string Noise(int length)
    {
        var bytes = new byte[length / 2];
        new Random(7).NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
