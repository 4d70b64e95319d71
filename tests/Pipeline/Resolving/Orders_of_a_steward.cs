using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

public sealed class Orders_of_a_steward
{
    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Email("ada@example.com");
    private static readonly Change Bob = Changes.Of(Changes.Shop, "7", "bob", 2).Email("bob@example.com");
    private static readonly Change Eve = Changes.Of(Changes.Mail, "5", "eve", 3).Email("eve@example.com");

    [Fact]
    public async Task A_limit_holds_a_match_off_and_not_a_steward()
    {
        var limits = new Dictionary<string, int> { [Identifier.Email] = 1 };
        await using var rig = await Rig.StartAsync(new Setup { Identity = new() { Limits = limits } });
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Bob);

        Assert.Equal(TieOutcome.PastLimit, (await instance.TieAsync(Ada, Bob)).Outcome);
        Assert.Equal(TieOutcome.Tied, (await instance.TieAsync(Ada, Bob, lift: true)).Outcome);
        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);
    }

    [Fact]
    public async Task A_link_between_two_who_are_one_already_holds_them_when_another_is_undone()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Bob, Eve);
        await instance.TieAsync(Ada, Eve);
        await instance.TieAsync(Eve, Bob);
        var tied = await instance.TieAsync(Ada, Bob);

        var undone = await instance.UnmergeAsync(tied.Person!.Value, LinkOf(Ada, Eve));
        var still = Assert.Single(undone.StillTiedBy, t => t.LinkId == LinkOf(Ada, Bob));

        Assert.Equal((TieOutcome.AlreadyOne, UnmergeOutcome.StillTied), (tied.Outcome, undone.Outcome));
        Assert.Null(still.IdentifierType);
    }

    [Fact]
    public async Task An_address_of_a_function_and_a_browser_that_both_have_do_not_hold_them_together()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var (ada, bob) = (Ada.Email("info@example.com").Browsing("b"), Bob.Email("info@example.com").Browsing("b"));
        await instance.OneByOneAsync(ada, bob);
        var tied = await instance.TieAsync(ada, bob);

        var undone = await instance.UnmergeAsync(tied.Person!.Value, LinkOf(ada, bob));

        Assert.Equal((TieOutcome.Tied, UnmergeOutcome.Split), (tied.Outcome, undone.Outcome));
    }

    private static string LinkOf(Change one, Change other) =>
        IdentityLink.Between(RecordKey.Of(one), RecordKey.Of(other), IdentityLinkKind.Match, default, "").Id;
}
