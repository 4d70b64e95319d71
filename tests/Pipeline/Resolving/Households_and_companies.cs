using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;
using ServerlessCdi.Pipeline.Query;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Who lives or works together is known, and is never a reason to take two for one.</summary>
public sealed class Households_and_companies
{
    private static readonly Setup Setup = new() { Identity = new IdentityPolicy { Household = ["street", "city"] } };

    [Fact]
    public async Task Those_at_one_address_are_a_household_and_stay_persons_of_their_own()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync(
            Living("1", "12 Mill Rd.", "York"), Living("2", "12 mill road", "YORK"), Living("3", "12 Mill Road", "Leeds"), Living("4", "12 Mill Road", null));

        Assert.Equal([await IdAsync(instance, "2")], await OthersAsync(instance, "1"));
        Assert.Equal([await IdAsync(instance, "1")], await OthersAsync(instance, "2"));
        Assert.Empty(await OthersAsync(instance, "3"));
        Assert.Empty(await OthersAsync(instance, "4"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_moves_leaves_the_old_household_and_joins_the_new_one(bool toldToTheSameInstance)
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Living("1", "12 Mill Road", "York"), Living("2", "12 Mill Road", "York"), Living("3", "1 High St", "York"));

        var later = toldToTheSameInstance ? instance : await rig.InstanceAsync();
        await later.OneByOneAsync(Living("2", "1 High Street", "York", 9));

        Assert.Empty(await OthersAsync(later, "1"));
        Assert.Equal([await IdAsync(later, "3")], await OthersAsync(later, "2"));
    }

    [Fact]
    public async Task One_who_was_merged_is_shown_once_as_the_survivor()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Living("1", "12 Mill Road", "York"), Living("2", "12 Mill Road", "York"), Living("3", "12 Mill Road", "York"));

        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "2", "merge", 5).Absorbing("3"));

        Assert.Equal([await IdAsync(instance, "2")], await OthersAsync(instance, "1"));
    }

    [Fact]
    public async Task A_row_that_a_crash_lost_is_written_when_the_change_comes_again()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Living("1", "12 Mill Road", "York"), Living("2", "12 Mill Road", "York"));
        var household = HouseholdKey.Of((await instance.PersonAsync(Changes.Crm, "2")).Golden, Setup.Identity)!;
        await instance.Get<IHouseholdStore>().RemoveAsync(household, await IdAsync(instance, "2"), CancellationToken.None);
        Assert.Empty(await OthersAsync(instance, "1"));

        var restarted = await rig.InstanceAsync();
        await restarted.OneByOneAsync(Living("2", "12 Mill Road", "York"));

        Assert.Equal([await IdAsync(restarted, "2")], await OthersAsync(restarted, "1"));
        Assert.Equal(1, restarted.Ended.Total(ChangeOutcome.Duplicate));
    }

    [Fact]
    public async Task Two_who_name_one_company_are_two_and_each_shows_it()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var company = Identifier.External(Changes.Crm, "company", "acme");
        Change[] history =
        [
            Changes.Of(Changes.Crm, "1", "a", 1) with { Identifiers = [Identifier.External(Changes.Crm, "company", "former")] },
            Changes.Of(Changes.Crm, "1", "b", 2) with { Identifiers = [company] },
            Changes.Of(Changes.Crm, "2", "c", 3) with { Identifiers = [company] },
            Changes.Hanging(Changes.Crm, "company", "acme", "d", 4).Field("name", "Acme"),
        ];

        await instance.TogetherAsync(history);

        var (one, two) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(["acme", "former"], one.Records.Values.Single().Affiliations.Keys.Select(c => c.Value));
        Assert.Equal([company], two.Records.Values.Single().Affiliations.Keys);
        Assert.DoesNotContain(company, one.Golden.Identifiers);
        Assert.False((await instance.KeeperAsync(Changes.Crm, "company", "acme")).IsPerson);
    }

    [Fact]
    public async Task A_privacy_deletion_takes_the_company_away()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(
            Changes.Of(Changes.Crm, "1", "a", 1) with { Identifiers = [Identifier.External(Changes.Crm, "company", "acme")] },
            Changes.Of(Changes.Crm, "1", "deletion", 5).Deleted(privacy: true));

        Assert.Empty((await instance.PersonAsync(Changes.Crm, "1")).Records.Values.Single().Affiliations);
    }

    private static Change Living(string key, string street, string? city, int second = 1)
    {
        var change = Changes.Of(Changes.Crm, key, $"living {key} {second}", second).Field("street", street);
        return city is null ? change : change.Field("city", city);
    }

    private static async Task<ProfileId> IdAsync(Instance instance, string key) => (await instance.PersonAsync(Changes.Crm, key)).Id;

    private static async Task<IReadOnlyList<ProfileId>> OthersAsync(Instance instance, string key) =>
        await instance.Get<HouseholdReader>().OthersAsync(await instance.PersonAsync(Changes.Crm, key), CancellationToken.None);
}
