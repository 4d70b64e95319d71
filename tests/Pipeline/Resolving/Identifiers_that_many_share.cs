using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>What a record says may contradict the person that its identifier leads to; and who is contradicted often is shared by many.</summary>
public sealed class Identifiers_that_many_share
{
    private const string Home = "family@example.com";

    private static readonly Setup Setup = new() { TieCheck = new BornApart() };

    [Fact]
    public async Task A_record_that_contradicts_the_person_goes_to_its_own_and_keeps_what_it_has()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Born("1", "1950"));

        await instance.OneByOneAsync(Born("2", "1980").Email("own@example.com"));

        var (parent, child) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(parent.Id, child.Id);
        Assert.Contains(new Identifier(Identifier.Email, Home), child.Golden.Identifiers);
        Assert.Equal(parent.Id, await OwnerAsync(instance, Home));
        Assert.Equal(child.Id, await OwnerAsync(instance, "own@example.com"));
        Assert.Equal(1, instance.Get<IdentityMeter>().Total(NotTied.Contradiction));
    }

    [Fact]
    public async Task Records_of_one_batch_that_contradict_each_other_are_looked_at_one_by_one()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();

        await instance.TogetherAsync(Born("1", "1950"), Born("2", "1980"), Born("3", "1950"));

        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Crm, "3")).Id);
        Assert.NotEqual((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Crm, "2")).Id);
    }

    [Fact]
    public async Task Two_persons_who_contradict_each_other_are_not_merged_by_an_address_that_one_of_them_gives()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Born("1", "1950"), Changes.Of(Changes.Shop, "7", "own").Email("own@example.com").Field("born", "1980"));

        await instance.OneByOneAsync(Changes.Of(Changes.Shop, "7", "moved in", 5).Email(Home));

        var child = await instance.PersonAsync(Changes.Shop, "7");
        Assert.NotEqual((await instance.PersonAsync(Changes.Crm, "1")).Id, child.Id);
        Assert.Equal(["shop/moved in", "shop/own"], await instance.TimelineAsync(child.Id));
    }

    [Fact]
    public async Task What_a_vendor_merged_is_one_whatever_it_says()
    {
        await using var rig = await Rig.StartAsync(Setup);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Born("1", "1950"), Born("2", "1980"));

        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "merge", 5).Absorbing("2"));

        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Crm, "2")).Id);
    }

    [Fact]
    public async Task An_address_of_more_people_than_the_policy_allows_ties_nobody_any_more_and_who_has_it_stays()
    {
        var policy = new IdentityPolicy { SharedAfter = new Dictionary<string, int> { [Identifier.Email] = 3 } };
        await using var rig = await Rig.StartAsync(Setup with { Identity = policy });
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Born("1", "1950"), Born("2", "1960"), Born("3", "1970"), Born("3", "1970", "again"), Born("1b", "1950"));
        var before = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Equal(before.Id, (await instance.PersonAsync(Changes.Crm, "1b")).Id);
        Assert.Empty(await instance.Reader.SharedAsync(before, CancellationToken.None));

        await instance.OneByOneAsync(Born("4", "1980"), Born("5", "1950"));

        Assert.NotEqual(before.Id, (await instance.PersonAsync(Changes.Crm, "5")).Id);
        Assert.Equal(before.Id, (await instance.PersonAsync(Changes.Crm, "1b")).Id);
        Assert.Equal([new Identifier(Identifier.Email, Home)], await instance.Reader.SharedAsync(before, CancellationToken.None));
        Assert.Equal(1, instance.Get<IdentityMeter>().TotalShared);
        var another = await rig.InstanceAsync();
        await another.TogetherAsync(Born("6", "1950"), Born("7", "1950"), Born("1b", "1950", "still"));
        Assert.Equal(3, (await Task.WhenAll(((string[])["6", "7", "1b"]).Select(k => another.PersonAsync(Changes.Crm, k)))).DistinctBy(p => p.Id).Count());
    }

    [Fact]
    public async Task What_another_instance_learned_counts_before_anybody_is_tied()
    {
        var policy = new IdentityPolicy { SharedAfter = new Dictionary<string, int> { [Identifier.Email] = 1 } };
        await using var rig = await Rig.StartAsync(Setup with { Identity = policy });
        var (one, other) = (await rig.InstanceAsync(), await rig.InstanceAsync());
        await one.OneByOneAsync(Born("1", "1950"));

        await other.OneByOneAsync(Born("2", "1980"));
        await one.OneByOneAsync(Born("3", "1950"));

        Assert.NotEqual((await one.PersonAsync(Changes.Crm, "1")).Id, (await one.PersonAsync(Changes.Crm, "3")).Id);
    }

    private static Change Born(string key, string year, string? id = null) =>
        Changes.Of(Changes.Crm, key, id ?? $"born {key}", 1).Email(Home).Field("born", year);

    private static async Task<ProfileId> OwnerAsync(Instance instance, string email) =>
        (await instance.Identities.FindAsync([new Identifier(Identifier.Email, email)], CancellationToken.None)).Values.Single();

    /// <summary>Two who were born in different years are two.</summary>
    private sealed class BornApart : ITieCheck
    {
        public bool Contradicts(IReadOnlyCollection<SourceRecord> records, IReadOnlyCollection<SourceRecord> others) =>
            (from one in Years(records) from other in Years(others) select one != other).Any(differ => differ);

        private static IEnumerable<string?> Years(IEnumerable<SourceRecord> records) =>
            records.Where(r => r.Fields.ContainsKey("born")).Select(r => r.Fields["born"].Value.AsText());
    }
}
