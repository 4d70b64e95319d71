using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Tests.Pipeline.Rigging;
using static ServerlessCdi.Tests.Pipeline.Reviewing.ReviewRig;

namespace ServerlessCdi.Tests.Pipeline.Reviewing;

public sealed class Deciding_on_a_pair
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Approved_they_are_one_person_and_the_younger_id_answers_with_the_older()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        var (left, right) = (await rig.LeftAsync(), await rig.RightAsync());

        var answer = await rig.Desk.ApproveAsync(id, Ines, "one voice", None);

        Assert.Equal((ReviewOutcome.Done, left.Id), (answer.Outcome, answer.Person));
        var survivor = await rig.Instance.Reader.FindAsync(right.Id, None);
        Assert.Equal(left.Id, survivor!.Id);
        Assert.Equal([Left, Right], survivor.Records.Keys.Order());
        var link = Assert.Single(survivor.Ties.Links.Values);
        Assert.Equal((IdentityLinkKind.Review, Ines, 6), (link.Kind, link.By, link.Score!.Bits));
        var review = await rig.ReviewAsync(id);
        Assert.Equal((ReviewStatus.Approved, false, new ReviewDecision(Ines, rig.Now, "one voice")), (review.Status, review.IsPending, review.Decision));
        Assert.Empty(await rig.OpenReviewsAsync());
    }

    [Fact]
    public async Task A_rejection_survives_a_restart_and_a_record_that_is_alike_again()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();

        Assert.Equal(ReviewOutcome.Done, (await rig.Desk.RejectAsync(id, Ines, "father and son", None)).Outcome);
        await rig.RestartAsync();
        await rig.Instance.OneByOneAsync(Changes.Of(Changes.Mail, "3", "m1", 9).Email("ada@example.com").Field("city", "Ockham"));

        Assert.Equal(TieOutcome.Separated, (await rig.MatchAsync()).Outcome);
        await rig.AskAsync();
        Assert.Empty(await rig.OpenReviewsAsync());
        var (left, right) = (await rig.LeftAsync(), await rig.RightAsync());
        Assert.NotEqual(left.Id, right.Id);
        Assert.All(new[] { left, right }, p => Assert.Equal((SeparationKind.Rejected, "father and son"), p.Ties.Separations.Values.Select(s => (s.Kind, s.Why)).Single()));
    }

    [Fact]
    public async Task An_identifier_that_both_get_later_does_not_join_whom_a_steward_kept_apart()
    {
        await using var rig = await StartAsync();
        Assert.Equal(ReviewOutcome.Done, (await rig.Desk.RejectAsync(await rig.OpenAsync(), Ines, null, None)).Outcome);

        await rig.Instance.OneByOneAsync(Changes.Of(Changes.Shop, "2", "s2", 20).Email("ada@example.com"));

        Assert.NotEqual((await rig.LeftAsync()).Id, (await rig.RightAsync()).Id);
    }

    [Fact]
    public async Task Whom_a_steward_approves_are_one_although_another_kept_them_apart()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        await rig.Persons.SeparateAsync(Separation.Of([Left], [Right], SeparationKind.Unmerged, rig.Now, Omar), None);

        Assert.Equal(ReviewOutcome.Done, (await rig.Desk.ApproveAsync(id, Ines, null, None)).Outcome);

        var person = await rig.LeftAsync();
        Assert.Equal(person.Id, (await rig.RightAsync()).Id);
        Assert.Empty(person.Ties.Separations);
    }

    [Fact]
    public async Task Not_now_leaves_the_list_and_comes_back_when_its_time_has_come()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();

        var answer = await rig.Desk.PutOffAsync(id, rig.Now + ReviewDesk.PutOff, None);
        Assert.Equal(rig.Now.AddDays(7), answer.Review!.PutOffUntil);
        rig.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        await rig.Sweep.RunAsync(None);
        Assert.Empty(await rig.OpenReviewsAsync());
        await rig.AskAsync();
        Assert.Empty(await rig.OpenReviewsAsync());

        rig.Advance(TimeSpan.FromSeconds(1));
        await rig.Sweep.RunAsync(None);

        Assert.Equal((id, null), (await rig.OpenReviewsAsync()).Select(r => (r.Id, r.PutOffUntil)).Single());
    }

    [Fact]
    public async Task What_was_put_off_can_be_decided_all_the_same()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        await rig.Desk.PutOffAsync(id, rig.Now.AddDays(3), None);

        Assert.Equal(ReviewOutcome.Done, (await rig.Desk.ApproveAsync(id, Ines, null, None)).Outcome);

        Assert.Equal((ReviewStatus.Approved, null), ((await rig.ReviewAsync(id)).Status, (await rig.ReviewAsync(id)).PutOffUntil));
    }

    [Fact]
    public async Task Of_two_stewards_at_once_one_decides_and_the_other_is_told_what()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        var other = (await rig.AnotherInstanceAsync()).Get<ReviewDesk>();

        var answers = await Task.WhenAll(rig.Desk.ApproveAsync(id, Ines, null, None), other.RejectAsync(id, Omar, null, None));

        var decided = Assert.Single(answers, a => a.Outcome == ReviewOutcome.Decided).Review!;
        var done = Assert.Single(answers, a => a.Outcome == ReviewOutcome.Done).Review!;
        Assert.Equal((done.Status, done.Decision!.By), (decided.Status, decided.Decision!.By));
        await rig.RestartAsync();
        var one = (await rig.LeftAsync()).Id == (await rig.RightAsync()).Id;
        Assert.Equal(done.Status == ReviewStatus.Approved, one);
        Assert.Equal((0, 1), ((await rig.Board.CountAsync(None)).Of(ReviewStatus.Open), (await rig.Board.CountAsync(None)).Of(done.Status)));
    }

    [Fact]
    public async Task Saying_the_same_twice_does_no_harm_and_another_verdict_is_refused()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();

        var first = await rig.Desk.ApproveAsync(id, Ines, "one voice", None);
        rig.Advance(TimeSpan.FromHours(1));
        var again = await rig.Desk.ApproveAsync(id, Ines, "one voice", None);

        Assert.Equal((ReviewOutcome.Done, first.Person), (again.Outcome, again.Person));
        Assert.Equal(first.Review!.Decision, again.Review!.Decision);
        Assert.Equal(ReviewOutcome.Decided, (await rig.Desk.RejectAsync(id, Ines, null, None)).Outcome);
        Assert.Equal(ReviewOutcome.Decided, (await rig.Desk.PutOffAsync(id, rig.Now.AddDays(1), None)).Outcome);
        Assert.Equal(ReviewOutcome.Decided, (await rig.Desk.ApproveAsync(id, Omar, null, None)).Outcome);
    }

    [Fact]
    public async Task A_decision_that_was_cut_short_is_carried_out_by_the_timer()
    {
        await using var rig = await StartAsync();
        var id = await rig.OpenAsync();
        var stored = (await rig.Store.FindAsync(id, None))!;
        var decided = stored.Review with { Status = ReviewStatus.Approved, Decision = new(Ines, rig.Now, null), IsPending = true };
        Assert.True(await rig.Store.TryUpdateAsync(stored with { Review = decided }, None));

        await rig.Sweep.RunAsync(None);
        Assert.NotEqual((await rig.LeftAsync()).Id, (await rig.RightAsync()).Id);
        rig.Advance(TimeSpan.FromMinutes(1));
        await rig.Sweep.RunAsync(None);

        Assert.Equal((await rig.LeftAsync()).Id, (await rig.RightAsync()).Id);
        Assert.False((await rig.ReviewAsync(id)).IsPending);
    }

    [Fact]
    public async Task A_pair_that_nobody_opened_is_not_found()
    {
        await using var rig = await StartAsync();

        Assert.Equal(ReviewOutcome.NotFound, (await rig.Desk.ApproveAsync("0123", Ines, null, None)).Outcome);
        Assert.Equal(ReviewOutcome.NotFound, (await rig.Desk.AssignAsync("0123", "ines", None)).Outcome);
    }
}
