using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Operate;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Operating;

public sealed class Looking_at_what_waits
{
    private static readonly QuarantineItem Item = new("crm~1", Changes.Crm, "r", Rig.Start, "Ada"u8.ToArray());

    [Fact]
    public async Task Who_saw_the_content_and_who_threw_it_away_is_known_after_it_has_gone()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var quarantine = instance.Get<IQuarantineStore>();
        await quarantine.AddAsync([Item], CancellationToken.None);
        var desk = instance.Get<QuarantineDesk>();

        Assert.Equal("Ada"u8.ToArray(), (await desk.RevealAsync("crm~1", "key ops", "ticket 7", CancellationToken.None))!.Payload.ToArray());
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await desk.DiscardAsync("crm~1", "key ops", new string('x', 900), CancellationToken.None));

        Assert.False(await quarantine.ExistsAsync("crm~1", CancellationToken.None));
        var accesses = await instance.Get<IAccessAudit>().ListAsync(new(AuditArea.Quarantine, "crm~1"), CancellationToken.None).ToListAsync();
        Assert.Equal([AccessAction.Discarded, AccessAction.Revealed], accesses.Select(a => a.Action));
        Assert.Equal(("key ops", "ticket 7", Rig.Start), (accesses[1].Who, accesses[1].Why, accesses[1].At));
        Assert.Equal(IAccessAudit.MaxWhy, accesses[0].Why.Length);
    }

    [Fact]
    public async Task What_is_not_there_leaves_no_entry()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var desk = instance.Get<QuarantineDesk>();

        Assert.Null(await desk.RevealAsync("crm~9", "key ops", "why", CancellationToken.None));
        Assert.False(await desk.DiscardAsync("crm~9", "key ops", "why", CancellationToken.None));

        Assert.Empty(await instance.Get<IAccessAudit>().ListAsync(new(AuditArea.Quarantine, "crm~9"), CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_summary_counts_by_source_and_code_with_the_oldest_and_the_commonest_reasons()
    {
        await using var rig = await Rig.StartAsync();
        var quarantine = (await rig.InstanceAsync()).Get<IQuarantineStore>();
        await quarantine.AddAsync(
        [
            Item with { Id = "1", Reason = "item 3: no id", ReceivedAt = Rig.Start.AddDays(-2) },
            Item with { Id = "2", Reason = "item 12: no id" },
            Item with { Id = "3", Reason = "no kind" },
            Item with { Id = "4", Reason = "email is missing", Code = QuarantineCodes.Contract },
            Item with { Id = "5", Source = Changes.Shop },
        ], CancellationToken.None);

        var summary = await QuarantineSummary.OfAsync(quarantine.ListAsync(QuarantineFilter.All, CancellationToken.None), CancellationToken.None);

        Assert.Equal((5, Rig.Start.AddDays(-2)), (summary.Total, summary.Oldest!.Value));
        Assert.Equal([("crm", "unreadable", 3), ("crm", "contract", 1), ("shop", "unreadable", 1)], summary.Groups.Select(g => (g.Source, g.Code, g.Count)));
        Assert.Equal([("no id", 2), ("no kind", 1)], summary.Groups[0].Reasons.Select(r => (r.Reason, r.Count)));
        Assert.Equal((Rig.Start.AddDays(-2), Rig.Start), (summary.Groups[0].Oldest, summary.Groups[0].Newest));
    }

    [Fact]
    public async Task Nothing_waiting_is_a_summary_too()
    {
        var summary = await QuarantineSummary.OfAsync(AsyncEnumerable.Empty<QuarantineItem>(), CancellationToken.None);

        Assert.Equal((0, (DateTimeOffset?)null, 0), (summary.Total, summary.Oldest, summary.Groups.Count));
    }
}
