using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>An instance that dies before or after any call of an order to the desk: whoever comes next finishes what it began.</summary>
public sealed class Dying_at_the_desk
{
    private const string Warehouse = "warehouse";
    private const int MostCalls = 300;

    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Email("ada@example.com").Field("firstName", "Ada").Consent(ConsentState.Granted);
    private static readonly Change Bob = Changes.Of(Changes.Shop, "7", "bob", 2).Email("bob@example.com").Field("city", "Paris").Consent(ConsentState.Denied);

    private static readonly Change[] WhileOne =
    [
        Changes.Hanging(Changes.Crm, "deal", "500", "with bob", 3).Contact(Changes.Shop, "7").Field("stage", "open"),
        Changes.Hanging(Changes.Crm, "deal", "500", "with ada", 4).Contact(Changes.Crm, "1").Field("stage", "won"),
        Changes.Hanging(Changes.Shop, "order", "9", "order", 5).Email("bob@example.com").Field("total", "25"),
        Changes.Of(Changes.Shop, "7", "moved", 6).Field("city", "Lyon"),
    ];

    private static readonly string Link =
        IdentityLink.Between(RecordKey.Of(Ada), RecordKey.Of(Bob), IdentityLinkKind.Match, default, "").Id;

    public static TheoryData<bool, bool> Orders { get; } = new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task The_order_given_again_ends_as_if_nothing_had_happened(bool unmerge, bool afterEffect) =>
        await DieEverywhereAsync(unmerge, afterEffect, changesFirst: false);

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_change_that_comes_again_leaves_nothing_half_done(bool unmerge, bool afterEffect) =>
        await DieEverywhereAsync(unmerge, afterEffect, changesFirst: true);

    private static async Task DieEverywhereAsync(bool unmerge, bool afterEffect, bool changesFirst)
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        rig.Http.Answer(Warehouse, 200);
        var (expected, told) = await RunAsync(rig, unmerge, changesFirst, rig.NewArea(), new PortFaults());
        Assert.Equal(unmerge ? 2 : 1, expected.Count(p => p.Contains("\"object\":\"contact\"", StringComparison.Ordinal)));
        for (var n = 1; ; n++)
        {
            Assert.True(n < MostCalls, "The order makes calls without end.");
            var faults = new PortFaults { DieAt = n, AfterEffect = afterEffect };
            var (persons, rows) = await RunAsync(rig, unmerge, changesFirst, rig.NewArea(), faults);
            if (!faults.Died)
            {
                Assert.True(n > 10, "Hardly a call was made.");
                break;
            }

            Assert.Equal(expected, persons);
            Assert.Equal(told, rows);
        }
    }

    /// <summary>The persons afterwards, and how many the destination is about to be told of.</summary>
    private static async Task<(IReadOnlyList<string> Persons, int Rows)> RunAsync(Rig rig, bool unmerge, bool changesFirst, string area, PortFaults faults)
    {
        Change[] all = [Ada, Bob, .. unmerge ? WhileOne : []];
        var before = await rig.InstanceAsync(area);
        await before.OneByOneAsync(Ada, Bob);
        if (unmerge)
        {
            await before.TieAsync(Ada, Bob);
            await before.OneByOneAsync(WhileOne);
        }

        await before.PokeAsync(Warehouse);
        var person = (await before.PersonAsync(Changes.Crm, "1")).Id;

        var death = await Record.ExceptionAsync(() => OrderAsync(rig, area, faults, unmerge, person));
        Assert.True(death is null or IOException, death?.ToString());

        if (unmerge)
        {
            var reader = await rig.InstanceAsync(area);
            Assert.Contains(RecordKey.Of(Ada), (await reader.PersonAsync(Changes.Crm, "1")).Records.Keys);
            Assert.Contains(RecordKey.Of(Bob), (await reader.PersonAsync(Changes.Shop, "7")).Records.Keys);
        }

        if (changesFirst)
        {
            await (await rig.InstanceAsync(area)).TogetherAsync(Ada, Bob);
            await Persons.AssertNothingHalfDoneAsync(before, area);
        }

        await OrderAsync(rig, area, new PortFaults(), unmerge, person);
        var fresh = await rig.InstanceAsync(area);
        await Persons.AssertNothingHalfDoneAsync(fresh, area);
        return (await Persons.AllAsync(fresh, all), (await fresh.RowsAsync(Warehouse)).Count);
    }

    private static async Task OrderAsync(Rig rig, string area, PortFaults faults, bool unmerge, ProfileId person)
    {
        var instance = await rig.InstanceAsync(area, faults);
        if (unmerge)
        {
            await instance.UnmergeAsync(person, Link);
        }
        else
        {
            await instance.TieAsync(Ada, Bob);
        }
    }
}
