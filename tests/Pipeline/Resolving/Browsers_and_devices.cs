using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Anonymous history finds its person, and two people who share a browser do not become one.</summary>
public sealed class Browsers_and_devices
{
    private const string Browser = "browser";

    private static readonly Change Visit = Nameless("visit", 1, Browser).Happened("viewed");
    private static readonly Change First = Known("1", "first", 2).Browsing(Browser);
    private static readonly Change Second = Known("2", "second", 3).Browsing(Browser);

    [Fact]
    public async Task What_came_before_the_name_is_with_the_person_in_any_order()
    {
        await using var rig = await Rig.StartAsync();
        foreach (var order in (Change[][])[[Visit, First], [First, Visit]])
        {
            foreach (var together in (bool[])[true, false])
            {
                var instance = await rig.InstanceAsync(rig.NewArea());
                await (together ? instance.TogetherAsync(order) : instance.OneByOneAsync(order));

                var person = await instance.PersonAsync(Changes.Shop, "1");
                Assert.Equal(person.Id, (await instance.PersonAsync(Changes.Shop, $"anonymous:{Browser}")).Id);
                Assert.Equal(["shop/first", "shop/visit"], await instance.TimelineAsync(person.Id));
                Assert.Equal(person.Id, (await instance.Reader.FindAsync(Identifier.AnonymousId, Browser, null, CancellationToken.None))?.Id);
            }
        }
    }

    [Fact]
    public async Task Two_people_on_one_browser_are_two_and_its_history_stays_with_the_first()
    {
        await using var rig = await Rig.StartAsync();
        foreach (var order in (Change[][])[[Visit, First, Second], [First, Visit, Second], [First, Second, Visit]])
        {
            var instance = await rig.InstanceAsync(rig.NewArea());
            await instance.OneByOneAsync(order);
            await instance.OneByOneAsync(Known("2", "later", 9).Browsing(Browser).Happened("bought"));

            var (one, two) = (await instance.PersonAsync(Changes.Shop, "1"), await instance.PersonAsync(Changes.Shop, "2"));
            Assert.Equal(["shop/first", "shop/visit"], await instance.TimelineAsync(one.Id));
            Assert.Equal(["shop/later", "shop/second"], await instance.TimelineAsync(two.Id));
            Assert.Equal(one.Id, (await instance.Reader.FindAsync(Identifier.AnonymousId, Browser, null, CancellationToken.None))?.Id);
            Assert.Equal(2, instance.Get<IdentityMeter>().Total(NotTied.WeakIdentifier));
        }
    }

    [Fact]
    public async Task Workers_who_name_two_people_at_once_do_not_make_them_one()
    {
        await using var rig = await Rig.StartAsync();
        for (var run = 0; run < 12; run++)
        {
            var area = rig.NewArea();
            await (await rig.InstanceAsync(area)).OneByOneAsync(Visit);
            await Task.WhenAll(((Change[])[First, Second]).Select(async change => await (await rig.InstanceAsync(area)).OneByOneAsync(change)));

            var fresh = await rig.InstanceAsync(area);
            var (one, two) = (await fresh.PersonAsync(Changes.Shop, "1"), await fresh.PersonAsync(Changes.Shop, "2"));
            Assert.NotEqual(one.Id, two.Id);
            Assert.Contains((await fresh.PersonAsync(Changes.Shop, $"anonymous:{Browser}")).Id, (ProfileId[])[one.Id, two.Id]);
            await Persons.AssertNothingHalfDoneAsync(fresh, area);
        }
    }

    [Fact]
    public async Task An_alias_of_two_names_still_makes_one_person_of_them()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(First, Second);

        await instance.OneByOneAsync(Alias("1", "2"));

        Assert.Equal((await instance.PersonAsync(Changes.Shop, "1")).Id, (await instance.PersonAsync(Changes.Shop, "2")).Id);
    }

    [Fact]
    public async Task An_alias_of_a_visitor_brings_the_visitor()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Visit, Alias("1", Browser));

        Assert.Equal((await instance.PersonAsync(Changes.Shop, "1")).Id, (await instance.PersonAsync(Changes.Shop, $"anonymous:{Browser}")).Id);
    }

    [Fact]
    public async Task A_person_keeps_no_more_browsers_than_the_policy_allows_and_the_operator_hears_of_it()
    {
        var policy = new IdentityPolicy { Limits = new Dictionary<string, int> { [Identifier.AnonymousId] = 1 } };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(First, Known("1", "more", 4).Browsing("another").Field("city", "Paris"), Nameless("elsewhere", 5, "another"));

        var person = await instance.PersonAsync(Changes.Shop, "1");
        Assert.Equal("Paris", person.Golden.Fields["city"].Value.AsText());
        Assert.Equal([Browser], person.Golden.Identifiers.Where(i => i.Type == Identifier.AnonymousId).Select(i => i.Value));
        Assert.NotEqual(person.Id, (await instance.PersonAsync(Changes.Shop, "anonymous:another")).Id);
        Assert.Equal(1, instance.Get<IdentityMeter>().Total(NotTied.Limit));
    }

    [Fact]
    public async Task A_browser_of_more_people_than_the_policy_allows_brings_nobody_anything_more()
    {
        var policy = new IdentityPolicy { SharedAfter = new Dictionary<string, int> { [Identifier.AnonymousId] = 2 } };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(First, Second, Known("3", "third", 4).Browsing(Browser), Visit);

        var visitor = await instance.PersonAsync(Changes.Shop, $"anonymous:{Browser}");
        Assert.All(["1", "2", "3"], key => Assert.NotEqual(visitor.Id, instance.PersonAsync(Changes.Shop, key).Result.Id));
        Assert.Contains(new Identifier(Identifier.AnonymousId, Browser), await instance.Reader.SharedAsync(visitor, CancellationToken.None));
    }

    [Fact]
    public async Task Where_no_type_is_weak_a_browser_ties_as_anything_else()
    {
        await using var rig = await Rig.StartAsync(new Setup { Identity = new IdentityPolicy { Weak = new HashSet<string>() } });
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(First, Second);

        Assert.Equal((await instance.PersonAsync(Changes.Shop, "1")).Id, (await instance.PersonAsync(Changes.Shop, "2")).Id);
    }

    private static Change Nameless(string id, int second, string browser) => Changes.Of(Changes.Shop, $"anonymous:{browser}", id, second).Browsing(browser);

    private static Change Known(string user, string id, int second) =>
        Changes.Of(Changes.Shop, user, id, second) with { Identifiers = [new(Identifier.UserId, user)] };

    /// <summary>As the libraries say it: the former id may have been a visitor's or a user's.</summary>
    private static Change Alias(string user, string former) =>
        Changes.Of(Changes.Shop, user, "alias", 5) with { Identifiers = [new(Identifier.UserId, user), new(Identifier.AnonymousId, former), new(Identifier.UserId, former)] };
}
