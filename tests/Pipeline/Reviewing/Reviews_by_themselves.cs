using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Tests.Pipeline.Rigging;
using static ServerlessCdi.Tests.Pipeline.Reviewing.ReviewRig;

namespace ServerlessCdi.Tests.Pipeline.Reviewing;

public sealed class Reviews_by_themselves
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_review_of_two_who_became_one_has_nothing_left_to_decide()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        await rig.MatchAsync();

        Assert.Equal(ReviewOutcome.Obsolete, (await rig.Desk.RejectAsync(id, Ines, null, None)).Outcome);

        Assert.Equal(ReviewStatus.Obsolete, (await rig.ReviewAsync(id)).Status);
        Assert.Equal((await rig.LeftAsync()).Id, (await rig.RightAsync()).Id);
    }

    [Fact]
    public async Task The_timer_takes_out_what_has_nothing_left_to_decide()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        await rig.Sweep.RunAsync(None);
        Assert.Equal(ReviewStatus.Open, (await rig.ReviewAsync(id)).Status);

        await rig.Instance.OneByOneAsync(Changes.Of(Changes.Shop, "2", "s9", 60).Deleted(privacy: false));
        await rig.Sweep.RunAsync(None);

        Assert.Equal(ReviewStatus.Obsolete, (await rig.ReviewAsync(id)).Status);
        Assert.Empty(await rig.OpenReviewsAsync());
    }

    [Fact]
    public async Task The_timer_goes_round_in_bounded_steps()
    {
        await using var rig = await StartAsync();
        var person = await rig.LeftAsync();
        for (var i = 0; i < ReviewSweep.Step + 2; i++)
        {
            await rig.Store.AddAsync(
                new("", ReviewKind.Pair, person.Id, Left, person.Id, new RecordKey(Changes.Mail, "contact", $"gone{i}"), Score, rig.Now.AddSeconds(i)), None);
        }

        await rig.Sweep.RunAsync(None);
        Assert.Equal(2, (await rig.OpenReviewsAsync()).Count);
        await rig.Sweep.RunAsync(None);

        Assert.Empty(await rig.OpenReviewsAsync());
    }

    [Fact]
    public async Task A_review_is_with_the_steward_who_took_it_until_it_is_given_back()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();

        await rig.Desk.AssignAsync(id, "ines", None);
        Assert.Equal(id, Assert.Single(await ListAsync(rig, "ines")).Id);
        Assert.Empty(await ListAsync(rig, "omar"));
        Assert.Empty(await ListAsync(rig, ""));
        await rig.Desk.PutOffAsync(id, rig.Now.AddDays(1), None);
        Assert.Equal("ines", (await rig.ReviewAsync(id)).Assignee);

        await rig.Desk.AssignAsync(id, null, None);
        rig.Advance(TimeSpan.FromDays(1));
        await rig.Sweep.WakeAsync(None);
        Assert.Equal(id, Assert.Single(await ListAsync(rig, "")).Id);
    }

    [Fact]
    public async Task A_summary_counts_by_kind_and_status_with_the_oldest_that_is_open()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        var opened = rig.Now;
        rig.Advance(TimeSpan.FromHours(3));

        var counts = await rig.Board.CountAsync(None);
        Assert.Equal([new ReviewCount(ReviewKind.Pair, ReviewStatus.Open, 1)], counts.Counts);
        Assert.Equal(opened, counts.OldestOpen);

        await rig.Desk.RejectAsync(id, Ines, null, None);
        counts = await rig.Board.CountAsync(None);
        Assert.Equal([new ReviewCount(ReviewKind.Pair, ReviewStatus.Rejected, 1)], counts.Counts);
        Assert.Null(counts.OldestOpen);
    }

    [Fact]
    public async Task Who_saw_the_values_is_known_before_they_are_shown()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        var reader = rig.Instance.Get<ReviewReader>();

        var seen = await reader.RevealAsync(id, Ines, "ticket 7", None);
        Assert.Null(await reader.RevealAsync("0123", Ines, "ticket 7", None));

        Assert.Equal("London", seen!.Sides.Left!.Records[Left].Fields["city"].Value.AsText());
        var audit = rig.Instance.Get<IAccessAudit>();
        var access = Assert.Single(await audit.ListAsync(new(AuditArea.Reviews, id), None).ToListAsync());
        Assert.Equal((AccessAction.Revealed, Ines, "ticket 7"), (access.Action, access.Who, access.Why));
        Assert.Empty(await audit.ListAsync(new(AuditArea.Reviews, "0123"), None).ToListAsync());
    }

    private static async Task<IReadOnlyList<ReviewEntry>> ListAsync(ReviewRig rig, string assignee) =>
        await rig.Board.ListAsync(new(ReviewStatus.Open) { Assignee = assignee }, None).ToListAsync();
}
