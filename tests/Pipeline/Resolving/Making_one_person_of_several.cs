using System.Globalization;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

public sealed class Making_one_person_of_several
{
    private const string Warehouse = "warehouse";

    [Fact]
    public async Task The_destination_of_the_loser_hears_of_the_merge_and_that_of_the_survivor_of_the_news()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(Changes.Crm, "1", "a").Field("firstName", "Ada"));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await instance.OneByOneAsync(Person(Changes.Shop, "7", "b").Field("city", "Paris"));
        await instance.PokeAsync(Warehouse);
        var (survivor, loser) = ((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);

        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "tie", 3).Email("7@example.com"));
        await instance.PokeAsync(Warehouse);

        var told = rig.Http.To(Warehouse).Skip(2).ToDictionary(b => b.GetProperty("type").GetString()!, b => b.GetProperty("data"), StringComparer.Ordinal);
        Assert.Equal(2, told.Count);
        Assert.Equal(loser.Value, told["profile.merged"].GetProperty("id").GetGuid());
        Assert.Equal(survivor.Value, told["profile.merged"].GetProperty("mergedInto").GetGuid());
        Assert.Equal(survivor.Value, told["profile.updated"].GetProperty("id").GetGuid());
        Assert.Equal("Paris", told["profile.updated"].GetProperty("fields").GetProperty("city").GetString());
        Assert.Equal(survivor, (await instance.Reader.FindAsync(loser, CancellationToken.None))?.Id);
        Assert.Equal(["crm/a", "crm/tie", "shop/b"], await instance.TimelineAsync(survivor));
        Assert.Empty(await instance.TimelineAsync(loser));
        await Persons.AssertNothingHalfDoneAsync(instance, "");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_chain_tied_by_several_workers_at_once_ends_in_one_person(int seed)
    {
        const int Length = 6;
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        var first = await rig.InstanceAsync();
        for (var n = 0; n < Length; n++)
        {
            await first.OneByOneAsync(Person(Changes.Crm, Key(n), $"person{n}"));
            rig.Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        var ties = Enumerable.Range(0, Length - 1).Select(n => Changes.Of(Changes.Crm, Key(n), $"tie{n}", 50).Email($"{Key(n + 1)}@example.com")).ToArray();
        new Random(seed).Shuffle(ties);
        await Task.WhenAll(ties.Select(async tie => await (await rig.InstanceAsync()).OneByOneAsync(tie)));

        var fresh = await rig.InstanceAsync();
        var persons = await Task.WhenAll(Enumerable.Range(0, Length).Select(n => fresh.PersonAsync(Changes.Crm, Key(n))));
        var person = Assert.Single(persons.DistinctBy(p => p.Id));
        Assert.Equal(Length, person.Records.Count);
        Assert.Equal((2 * Length) - 1, (await fresh.TimelineAsync(person.Id)).Count);
        await Persons.AssertNothingHalfDoneAsync(fresh, "");
    }

    [Fact]
    public async Task A_refusal_in_one_record_outweighs_the_consent_in_the_other()
    {
        await using var rig = await Rig.StartAsync(new Setup
        {
            Destinations = [Setup.Destination(Warehouse) with { Consent = new("marketing", "email") }],
        });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(Changes.Crm, "1", "yes", 9).Field("firstName", "Ada").Consent(ConsentState.Granted));
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await instance.OneByOneAsync(Person(Changes.Shop, "7", "no").Consent(ConsentState.Denied));
        await instance.PokeAsync(Warehouse);
        Assert.Equal(1, rig.Http.CallsTo(Warehouse));

        await instance.OneByOneAsync(Person(Changes.Crm, "1", "tie", 10).Email("7@example.com").Field("firstName", "Ada K."));
        await instance.PokeAsync(Warehouse);

        Assert.Equal(1, rig.Http.CallsTo(Warehouse));
        var sent = await instance.Profiles.LoadSentAsync((await instance.PersonAsync(Changes.Crm, "1")).Id, Warehouse, CancellationToken.None);
        Assert.Equal("consent for marketing by email is Denied", sent!.Reason);
    }

    [Fact]
    public async Task Persons_whose_union_would_pass_the_limit_stay_apart_and_the_change_goes_to_its_own()
    {
        var policy = new IdentityPolicy { Limits = new Dictionary<string, int> { [Identifier.Email] = 1 } };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Person(Changes.Crm, "1", "a"), Person(Changes.Shop, "7", "b"));

        await instance.TogetherAsync(
            Changes.Of(Changes.Crm, "1", "tie", 5).Email("7@example.com").Field("city", "Paris"),
            Changes.Of(Changes.Shop, "7", "own", 5).Email("7@example.com").Field("city", "Oslo"));

        var (one, other) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Shop, "7"));
        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal("Paris", one.Golden.Fields["city"].Value.AsText());
        Assert.Equal("Oslo", other.Golden.Fields["city"].Value.AsText());
        Assert.Equal(other.Id, (await instance.Reader.FindAsync(Identifier.Email, "7@example.com", null, CancellationToken.None))?.Id);
    }

    [Fact]
    public async Task A_blocked_value_ties_nobody()
    {
        var policy = new IdentityPolicy
        {
            Blocked = new Dictionary<string, IReadOnlySet<string>> { [Identifier.Email] = new HashSet<string> { "shared@example.com" } },
        };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync(
            Person(Changes.Crm, "1", "a").Email("shared@example.com"),
            Person(Changes.Shop, "7", "b").Email("shared@example.com"));

        Assert.NotEqual((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);
        Assert.Null(await instance.Reader.FindAsync(Identifier.Email, "shared@example.com", null, CancellationToken.None));
    }

    private static Change Person(string source, string key, string id, int second = 1) => Changes.Of(source, key, id, second).Email($"{key}@example.com");

    private static string Key(int n) => n.ToString(CultureInfo.InvariantCulture);
}
