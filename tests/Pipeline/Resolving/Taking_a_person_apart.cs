using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Resolve;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

public sealed class Taking_a_person_apart
{
    private const string Warehouse = "warehouse";

    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Email("ada@example.com").Field("firstName", "Ada").Consent(ConsentState.Granted);
    private static readonly Change Bob = Changes.Of(Changes.Shop, "7", "bob", 2).Email("bob@example.com").Field("city", "Paris").Consent(ConsentState.Denied);
    private static readonly Change Eve = Changes.Of(Changes.Mail, "5", "eve", 3).Email("eve@example.com").Field("city", "Rome");

    [Fact]
    public async Task A_link_ties_two_and_without_it_both_are_who_they_were()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        var (ada, bob) = (await Desk.ArriveAsync(rig, instance, Ada), await Desk.ArriveAsync(rig, instance, Bob));
        await instance.PokeAsync(Warehouse);
        var before = await Persons.AllAsync(instance, [Ada, Bob]);

        var tied = await instance.TieAsync(Ada, Bob);
        await instance.PokeAsync(Warehouse);
        var whole = await instance.PersonAsync(Changes.Shop, "7");
        Assert.Equal((TieOutcome.Tied, ada), (tied.Outcome, tied.Person));
        Assert.Equal(ada, whole.Id);
        Assert.Equal(ConsentState.Denied, ConsentDecisions.InForce(whole.Golden, "marketing", "email"));
        Assert.Equal([ada, bob], whole.Ties.Origins.Keys);
        Assert.Equal(1, whole.MergesSince(Rig.Start));

        var split = await instance.UnmergeAsync(ada, Assert.Single(whole.Ties.Links.Keys));
        await instance.PokeAsync(Warehouse);

        Assert.Equal(UnmergeOutcome.Split, split.Outcome);
        Assert.Equal([ada, bob], split.Persons);
        Assert.Equal(before, await Persons.AllAsync(instance, [Ada, Bob]));
        var (one, other) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Shop, "7"));
        Assert.Equal((ada, bob), (one.Id, other.Id));
        Assert.Equal(ConsentState.Granted, ConsentDecisions.InForce(one.Golden, "marketing", "email"));
        Assert.Equal(ConsentState.Denied, ConsentDecisions.InForce(other.Golden, "marketing", "email"));
        Assert.Equal(bob, (await instance.Reader.FindAsync(bob, CancellationToken.None))?.Id);
        var told = rig.Http.To(Warehouse).Select(b => (b.GetProperty("type").GetString(), b.GetProperty("data").GetProperty("id").GetGuid())).ToList();
        Assert.Equal(("profile.updated", bob.Value), Assert.Single(told.Skip(4), t => t.Item2 == bob.Value));
        Assert.Equal(("profile.updated", ada.Value), Assert.Single(told.Skip(4), t => t.Item2 == ada.Value));
        await Persons.AssertNothingHalfDoneAsync(instance, "");
    }

    [Fact]
    public async Task What_was_taken_apart_is_not_tied_again_by_an_identifier_of_the_other()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await Desk.ArriveAsync(rig, instance, Ada, Bob);
        var tied = await instance.TieAsync(Ada, Bob);
        await instance.UnmergeAsync(tied.Person!.Value, (await instance.PersonAsync(Changes.Crm, "1")).Ties.Links.Keys.Single());

        await instance.OneByOneAsync(
            Changes.Of(Changes.Crm, "1", "again", 9).Email("bob@example.com").Email("new@example.com").Field("city", "Oslo"),
            Changes.Of(Changes.Crm, "1", "vendor's merge", 10).Absorbing("1b") with { Identifiers = [new(Identifier.Email, "bob@example.com")] });

        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Shop, "7"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.Equal("Oslo", ada.Golden.Fields["city"].Value.AsText());
        Assert.Contains(new(Identifier.Email, "bob@example.com"), ada.Golden.Identifiers);
        Assert.Equal(bob.Id, (await instance.Reader.FindAsync(Identifier.Email, "bob@example.com", null, CancellationToken.None))?.Id);
        Assert.Equal(ada.Id, (await instance.Reader.FindAsync(Identifier.Email, "new@example.com", null, CancellationToken.None))?.Id);
        Assert.Equal(ada.Id, (await instance.PersonAsync(Changes.Crm, "1b")).Id);
        Assert.Equal(TieOutcome.Separated, (await instance.TieAsync(Ada, Bob)).Outcome);
        Assert.Equal(TieOutcome.Tied, (await instance.TieAsync(Ada, Bob, lift: true)).Outcome);
        Assert.Equal(ada.Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);
        Assert.Empty((await instance.PersonAsync(Changes.Shop, "7")).Ties.Separations);
    }

    [Fact]
    public async Task Ids_from_before_lead_to_the_right_person_through_a_chain_of_merges_and_back()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var (ada, bob, eve) = (await Desk.ArriveAsync(rig, instance, Ada), await Desk.ArriveAsync(rig, instance, Bob), await Desk.ArriveAsync(rig, instance, Eve));
        await instance.TieAsync(Bob, Eve);
        await instance.TieAsync(Ada, Bob);
        Assert.All([ada, bob, eve], id => Assert.Equal(ada, instance.Reader.FindAsync(id, CancellationToken.None).Result?.Id));

        var link = IdentityLink.Between(RecordKey.Of(Ada), RecordKey.Of(Bob), IdentityLinkKind.Match, default, "").Id;
        var split = await instance.UnmergeAsync(eve, link);

        Assert.Equal([ada, bob], split.Persons);
        Assert.Equal(ada, (await instance.Reader.FindAsync(ada, CancellationToken.None))?.Id);
        Assert.All([bob, eve], id => Assert.Equal(bob, instance.Reader.FindAsync(id, CancellationToken.None).Result?.Id));

        await instance.UnmergeAsync(bob, (await instance.PersonAsync(Changes.Mail, "5")).Ties.Links.Keys.Single());
        Assert.Equal(eve, (await instance.Reader.FindAsync(eve, CancellationToken.None))?.Id);
        Assert.Equal(bob, (await instance.PersonAsync(Changes.Shop, "7")).Id);
        await Persons.AssertNothingHalfDoneAsync(instance, "");
    }

    [Fact]
    public async Task A_later_merge_with_a_third_leaves_a_redirect_that_leads_to_its_own_side()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var (ada, bob, eve) = (await Desk.ArriveAsync(rig, instance, Ada), await Desk.ArriveAsync(rig, instance, Bob), await Desk.ArriveAsync(rig, instance, Eve));
        await instance.TieAsync(Ada, Bob);
        await instance.OneByOneAsync(Changes.Of(Changes.Mail, "5", "same as bob", 5).Email("bob@example.com"));
        Assert.Equal(ada, (await instance.Reader.FindAsync(eve, CancellationToken.None))?.Id);

        await instance.UnmergeAsync(ada, (await instance.PersonAsync(Changes.Crm, "1")).Ties.Links.Keys.Single());

        Assert.Equal(bob, (await instance.Reader.FindAsync(eve, CancellationToken.None))?.Id);
        Assert.Equal(bob, (await instance.PersonAsync(Changes.Mail, "5")).Id);
        Assert.Equal(2, (await instance.PersonAsync(Changes.Mail, "5")).Ties.Origins.Count);
    }

    [Fact]
    public async Task Two_who_share_an_identifier_stay_one_without_the_link_and_come_apart_by_records()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await Desk.ArriveAsync(rig, instance, Ada, Bob);
        await instance.TieAsync(Ada, Bob);
        await instance.OneByOneAsync(Changes.Of(Changes.Shop, "7", "shared", 5).Email("ada@example.com"));
        var person = await instance.PersonAsync(Changes.Crm, "1");

        var still = await instance.UnmergeAsync(person.Id, person.Ties.Links.Keys.Single());
        Assert.Equal((UnmergeOutcome.StillTied, "email"), (still.Outcome, Assert.Single(still.StillTiedBy).IdentifierType));

        var desk = instance.Get<PersonDesk>();
        var none = await desk.UnmergeAsync(person.Id, new("steward", null) { Records = [] }, CancellationToken.None);
        var unknown = await desk.UnmergeAsync(person.Id, new("steward", null) { Records = [new(Changes.Mail, "contact", "9")] }, CancellationToken.None);
        var apart = await desk.UnmergeAsync(person.Id, new("steward", "two people") { Records = [RecordKey.Of(Bob)] }, CancellationToken.None);

        Assert.Equal((UnmergeOutcome.NothingLeft, UnmergeOutcome.NoSuchRecord, UnmergeOutcome.Split), (none.Outcome, unknown.Outcome, apart.Outcome));
        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Shop, "7"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.Equal(ada.Id, (await instance.Reader.FindAsync(Identifier.Email, "ada@example.com", null, CancellationToken.None))?.Id);
        Assert.Equal("two people", Assert.Single(bob.Ties.Separations.Values).Why);
        await instance.OneByOneAsync(Changes.Of(Changes.Shop, "7", "and again", 6).Email("ada@example.com").Field("city", "Oslo"));
        Assert.Equal(bob.Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);
    }

    [Fact]
    public async Task A_deal_that_was_handed_around_while_they_were_one_is_with_each_as_it_would_be()
    {
        Change[] deals =
        [
            Deal("with bob", 3).Contact(Changes.Shop, "7").Field("stage", "open").Consent(ConsentState.Denied),
            Deal("unnamed", 4).Field("stage", "talking"),
            Deal("with ada", 5).Contact(Changes.Crm, "1").Field("stage", "won"),
            Changes.Hanging(Changes.Shop, "order", "9", "order", 4).Email("bob@example.com").Field("total", "25"),
        ];
        await using var rig = await Rig.StartAsync();
        var never = await rig.InstanceAsync(rig.NewArea());
        await Desk.ArriveAsync(rig, never, [Ada, Bob, .. deals]);
        var instance = await rig.InstanceAsync(rig.NewArea());
        await Desk.ArriveAsync(rig, instance, [Ada, Bob]);
        var tied = await instance.TieAsync(Ada, Bob);
        await Desk.ArriveAsync(rig, instance, deals);

        await instance.UnmergeAsync(tied.Person!.Value, (await instance.PersonAsync(Changes.Crm, "1")).Ties.Links.Keys.Single());

        Assert.Equal(await Persons.AllAsync(never, [Ada, Bob, .. deals]), await Persons.AllAsync(instance, [Ada, Bob, .. deals]));
        Assert.Equal((await instance.PersonAsync(Changes.Shop, "7")).Id, (await instance.KeeperAsync(Changes.Crm, "deal", "500")).Id);
        Assert.Equal((await instance.PersonAsync(Changes.Shop, "7")).Id, (await instance.KeeperAsync(Changes.Shop, "order", "9")).Id);
    }

    [Fact]
    public async Task What_came_back_as_an_echo_of_the_other_goes()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse, system: Changes.Crm)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada with { Fields = [new("city", FieldValue.Text("Oslo"))] }, Bob);
        await instance.TieAsync(Ada, Bob);
        await instance.PokeAsync(Warehouse);
        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "echo", 9).Field("city", "PARIS"));
        var person = await instance.PersonAsync(Changes.Crm, "1");
        Assert.True(person.Records[RecordKey.Of(Ada)].Fields["city"].Echo);

        await instance.UnmergeAsync(person.Id, person.Ties.Links.Keys.Single());

        Assert.Equal("Oslo", (await instance.PersonAsync(Changes.Crm, "1")).Golden.Fields["city"].Value.AsText());
        Assert.Equal("Paris", (await instance.PersonAsync(Changes.Shop, "7")).Golden.Fields["city"].Value.AsText());
        Assert.Equal(["crm/ada", "crm/echo"], await instance.TimelineAsync((await instance.PersonAsync(Changes.Crm, "1")).Id));
    }

    [Fact]
    public async Task What_came_back_as_an_echo_of_somebody_before_does_not_return_with_the_next()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse, system: Changes.Crm)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Bob, Eve);
        foreach (var (other, city, second) in new[] { (Bob, "PARIS", 9), (Eve, "ROME", 8) })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await instance.TieAsync(Ada, other);
            await instance.PokeAsync(Warehouse);
            await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", city, second).Field("city", city) with { ReceivedAt = rig.Time.GetUtcNow() });
            var person = await instance.PersonAsync(Changes.Crm, "1");
            Assert.True(person.Records[RecordKey.Of(Ada)].Fields["city"].Echo);
            await instance.UnmergeAsync(person.Id, person.Ties.Links.Keys.Single());
        }

        Assert.DoesNotContain("city", (await instance.PersonAsync(Changes.Crm, "1")).Golden.Fields.Keys);
    }

    [Fact]
    public async Task A_worker_that_remembers_the_whole_person_writes_to_the_right_side()
    {
        await using var rig = await Rig.StartAsync();
        var (one, other) = (await rig.InstanceAsync(), await rig.InstanceAsync());
        await Desk.ArriveAsync(rig, one, [Ada, Bob]);
        await other.OneByOneAsync(Bob with { Id = "bob is remembered" });
        await one.TieAsync(Ada, Bob);
        await other.OneByOneAsync(Bob with { Id = "bob again", OccurredAt = Changes.At(5) }, Ada with { Id = "ada again", OccurredAt = Changes.At(5) });
        await one.UnmergeAsync((await one.PersonAsync(Changes.Crm, "1")).Id, (await one.PersonAsync(Changes.Crm, "1")).Ties.Links.Keys.Single());

        // The first makes it read the person again, and then it knows only of the owner what it knew.
        await other.OneByOneAsync(
            Ada with { Id = "ada later", OccurredAt = Changes.At(6) },
            Bob with { Id = "bob later", OccurredAt = Changes.At(6), Fields = [new("city", FieldValue.Text("Lyon"))] });

        var (ada, bob) = (await one.PersonAsync(Changes.Crm, "1"), await one.PersonAsync(Changes.Shop, "7"));
        Assert.Equal([RecordKey.Of(Ada)], ada.Records.Keys);
        Assert.Equal("Lyon", bob.Golden.Fields["city"].Value.AsText());
        Assert.Contains("shop/bob later", await one.TimelineAsync(bob.Id));
    }

    private static Change Deal(string id, int second) => Changes.Hanging(Changes.Crm, "deal", "500", id, second);
}
