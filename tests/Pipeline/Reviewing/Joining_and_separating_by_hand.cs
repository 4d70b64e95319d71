using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Pipeline.Resolve.Reviews;
using ServerlessCdi.Tests.Pipeline.Rigging;
using static ServerlessCdi.Tests.Pipeline.Reviewing.ReviewRig;

namespace ServerlessCdi.Tests.Pipeline.Reviewing;

public sealed class Joining_and_separating_by_hand
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Two_are_one_person_whom_the_audit_and_a_link_tell_of()
    {
        await using var rig = await StartAsync();
        var (left, right) = (await rig.LeftAsync(), await rig.RightAsync());

        var answer = await Stewards(rig).MergeAsync(new(right.Id, null), new(null, Left), Ines, "one voice", None);

        Assert.Equal((MergeOutcome.Merged, left.Id), (answer.Outcome, answer.Person));
        var person = await rig.RightAsync();
        var link = Assert.Single(person.Ties.Links.Values);
        Assert.Equal((IdentityLinkKind.Steward, Ines, null), (link.Kind, link.By, link.Score));
        foreach (var id in new[] { left.Id, right.Id })
        {
            var access = Assert.Single(await rig.Instance.Get<IAccessAudit>().ListAsync(new(AuditArea.Profiles, id.ToString()), None).ToListAsync());
            Assert.Equal((AccessAction.Merged, Ines, "one voice"), (access.Action, access.Who, access.Why));
        }

        Assert.Equal(MergeOutcome.AlreadyOne, (await Stewards(rig).MergeAsync(new(right.Id, null), new(null, Left), Ines, "again", None)).Outcome);
    }

    [Fact]
    public async Task Nobody_is_joined_with_a_person_who_is_not_there()
    {
        await using var rig = await StartAsync();

        foreach (var nobody in new[] { new PersonReference(ProfileId.Create(rig.Now), null), new(null, new RecordKey("crm", "contact", "77")), new(null, new RecordKey("crm", "deal", "1")) })
        {
            Assert.Equal(MergeOutcome.NotFound, (await Stewards(rig).MergeAsync(new(null, Left), nobody, Ines, "why", None)).Outcome);
        }
    }

    [Fact]
    public async Task A_person_is_taken_apart_at_the_link_and_both_ids_and_deliveries_come_back()
    {
        await using var rig = await StartAsync();
        var (left, right) = (await rig.LeftAsync(), await rig.RightAsync());
        await Stewards(rig).MergeAsync(new(null, Left), new(null, Right), Ines, "one voice", None);
        var link = Assert.Single((await rig.LeftAsync()).Ties.Links.Keys);
        await rig.Instance.PokeAsync(Destination);
        var told = (await rig.Instance.RowsAsync(Destination)).Count;
        rig.Advance(TimeSpan.FromMinutes(1));

        var result = await Stewards(rig).UnmergeAsync(right.Id, new(Omar, "father and son") { LinkId = link }, None);

        Assert.Equal(UnmergeOutcome.Split, result!.Outcome);
        Assert.Equal(new[] { left.Id, right.Id }.Order(), result.Persons.Order());
        Assert.Equal((left.Id, right.Id), ((await rig.LeftAsync()).Id, (await rig.RightAsync()).Id));
        Assert.True((await rig.Instance.RowsAsync(Destination)).Count > told);
        Assert.Equal(TieOutcome.Separated, (await rig.MatchAsync()).Outcome);
        var newest = (await rig.Instance.Get<IAccessAudit>().ListAsync(new(AuditArea.Profiles, left.Id.ToString()), None).ToListAsync())[0];
        Assert.Equal((Omar, "father and son"), (newest.Who, newest.Why));
    }

    [Fact]
    public async Task What_an_identifier_still_ties_is_not_taken_apart_and_its_type_is_named()
    {
        await using var rig = await StartAsync();
        await Stewards(rig).MergeAsync(new(null, Left), new(null, Right), Ines, "one voice", None);
        await rig.Instance.OneByOneAsync(Changes.Of(Changes.Shop, "2", "s2", 20).Email("ada@example.com"));
        var person = await rig.LeftAsync();

        var result = await Stewards(rig).UnmergeAsync(person.Id, new(Omar, "two") { LinkId = Assert.Single(person.Ties.Links.Keys) }, None);

        Assert.Equal(UnmergeOutcome.StillTied, result!.Outcome);
        Assert.Equal("email", Assert.Single(result.StillTiedBy).IdentifierType);
        var shared = Assert.Single(PersonBonds.Of(person));
        Assert.Equal("email", shared.Type);
        Assert.Equal([Left, Right], shared.Records);
        Assert.Null(await Stewards(rig).UnmergeAsync(ProfileId.Create(rig.Now), new(Omar, "two") { LinkId = "l" }, None));
    }

    private static Stewardship Stewards(ReviewRig rig) => rig.Instance.Get<Stewardship>();
}
