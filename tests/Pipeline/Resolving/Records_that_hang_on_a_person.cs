using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

/// <summary>Deals, orders, tickets and companies: they find their person, and never make one person of two.</summary>
public sealed class Records_that_hang_on_a_person
{
    private const string Warehouse = "warehouse";

    private static readonly Change Ada = Changes.Of(Changes.Crm, "1", "ada", 1).Email("ada@example.com").Field("firstName", "Ada");
    private static readonly Change Bob = Changes.Of(Changes.Crm, "2", "bob", 1).Email("bob@example.com").Field("firstName", "Bob");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deal_that_is_handed_on_stays_in_part_with_each_and_ties_nobody(bool inOneBatch)
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        Change[] changes =
        [
            Ada,
            Bob,
            Deal("with ada", 2).Contact(Changes.Crm, "1").Field("stage", "open"),
            Deal("with bob", 3).Contact(Changes.Crm, "2").Field("stage", "won"),
        ];
        await (inOneBatch ? instance.TogetherAsync(changes) : instance.OneByOneAsync(changes));

        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.Equal("open", Stage(ada));
        Assert.Equal("won", Stage(bob));
        Assert.Equal(["email", "external:crm:contact"], ada.Golden.Identifiers.Select(i => i.Type));
        Assert.Equal(["crm/ada", "crm/with ada"], await instance.TimelineAsync(ada.Id));
        Assert.Equal(["crm/bob", "crm/with bob"], await instance.TimelineAsync(bob.Id));
    }

    [Fact]
    public async Task An_order_with_the_identifiers_of_two_belongs_to_the_first()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync(Ada, Bob, Order("9", "order", 2).Email("ada@example.com").Email("bob@example.com").Email("new@example.com"));

        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.Equal(ada.Id, (await instance.KeeperAsync(Changes.Shop, "order", "9")).Id);
        Assert.Single(bob.Records);
        Assert.Null(await instance.Reader.FindAsync(Identifier.Email, "new@example.com", null, CancellationToken.None));
    }

    [Fact]
    public async Task What_the_policy_blocks_is_no_link_and_the_next_identifier_is()
    {
        var policy = new IdentityPolicy { Blocked = new Dictionary<string, IReadOnlySet<string>> { [Identifier.Email] = new HashSet<string> { "guest@example.com" } } };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Order("9", "order", 2).Email("guest@example.com").Contact(Changes.Crm, "1"), Order("10", "guest", 2).Email("guest@example.com"));

        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.KeeperAsync(Changes.Shop, "order", "9")).Id);
        Assert.False((await instance.KeeperAsync(Changes.Shop, "order", "10")).IsPerson);
    }

    [Fact]
    public async Task A_company_that_contacts_share_ties_none_of_them()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        var company = Identifier.External(Changes.Crm, "company", "77");
        await instance.TogetherAsync(Ada with { Identifiers = [.. Ada.Identifiers, company] }, Bob with { Identifiers = [company, .. Bob.Identifiers] });
        await instance.OneByOneAsync(Changes.Hanging(Changes.Crm, "company", "77", "company", 2).Field("name", "Acme"));

        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.DoesNotContain(company, ada.Golden.Identifiers.Concat(bob.Golden.Identifiers));
        Assert.False((await instance.KeeperAsync(Changes.Crm, "company", "77")).IsPerson);
    }

    [Fact]
    public async Task Companies_that_the_vendor_merges_merge_no_persons()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(
            Ada,
            Bob,
            Company("77", "a", 2).Contact(Changes.Crm, "1"),
            Company("78", "b", 2).Contact(Changes.Crm, "2"),
            Company("77", "linked", 3).Contact(Changes.Crm, "1").Absorbing("78", "79"),
            Company("77", "unlinked", 4).Absorbing("78"));

        var (ada, bob) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Crm, "2"));
        Assert.NotEqual(ada.Id, bob.Id);
        Assert.Equal(bob.Id, (await instance.KeeperAsync(Changes.Crm, "company", "78")).Id);
        var absorbed = await instance.KeeperAsync(Changes.Crm, "company", "79");
        Assert.Equal(ada.Id, absorbed.Id);
        Assert.False(absorbed.Records[new(Changes.Crm, "company", "79")].IsLive);
    }

    [Fact]
    public async Task A_customer_of_many_orders_passes_no_limit()
    {
        const int Orders = IdentityPolicy.DefaultLimit + 10;
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.TogetherAsync([Ada, .. Enumerable.Range(0, Orders).Select(n => Order($"{n}", $"order{n}", 2).Email("ada@example.com"))]);
        await instance.OneByOneAsync(Ada with { Id = "tie", Identifiers = [.. Ada.Identifiers, new(Identifier.UserId, "u1")] });

        var ada = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Equal(Orders + 1, ada.Records.Count);
        Assert.Equal(ada.Id, (await instance.Reader.FindAsync(Identifier.UserId, "u1", null, CancellationToken.None))?.Id);
        Assert.Equal(Orders + 2, instance.Ended.Total(ChangeOutcome.Applied));
    }

    [Fact]
    public async Task What_arrived_before_its_person_is_kept_unseen_and_told_to_nobody_and_then_moves_to_them()
    {
        await using var rig = await Rig.StartAsync(new Setup { Destinations = [Setup.Destination(Warehouse)] });
        rig.Http.Answer(Warehouse, 200);
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Order("9", "unlinked", 1).Field("total", "25"), Order("10", "linked", 1).Email("ada@example.com").Field("total", "30"));
        var (unlinked, linked) = (await instance.KeeperAsync(Changes.Shop, "order", "9"), await instance.KeeperAsync(Changes.Shop, "order", "10"));
        Assert.Empty(await instance.RowsAsync(Warehouse));
        Assert.False(linked.IsPerson);
        Assert.Null(await instance.Reader.FindAsync(Identifier.Email, "ada@example.com", null, CancellationToken.None));

        rig.Time.Advance(TimeSpan.FromSeconds(1));
        await instance.OneByOneAsync(Ada, Order("9", "now linked", 2).Email("ada@example.com"));
        await instance.PokeAsync(Warehouse);

        var ada = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Equal(linked.Id, ada.Id);
        Assert.Equal(ada.Id, (await instance.Reader.FindAsync(unlinked.Id, CancellationToken.None))?.Id);
        Assert.Equal(["10", "9"], ada.Records.Keys.Where(k => !k.IsPerson).Select(k => k.Key).Order(StringComparer.Ordinal));
        Assert.Equal("25", ada.Records[new(Changes.Shop, "order", "9")].Fields["total"].Value.AsText());
        Assert.Equal(["crm/ada", "shop/linked", "shop/now linked", "shop/unlinked"], await instance.TimelineAsync(ada.Id));
        Assert.Equal(1, rig.Http.CallsTo(Warehouse));
        await Persons.AssertNothingHalfDoneAsync(instance, "");
    }

    [Fact]
    public async Task A_refund_is_in_the_persons_timeline_whether_it_names_them_or_not()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(
            Ada,
            Order("9", "placed", 2).Email("ada@example.com").Happened("Order Placed"),
            Order("9", "refunded", 3).Happened("Order Refunded"));

        Assert.Equal(["crm/ada", "shop/placed", "shop/refunded"], await instance.TimelineAsync((await instance.PersonAsync(Changes.Crm, "1")).Id));
    }

    [Fact]
    public async Task An_order_that_is_deleted_takes_nothing_else_away_and_a_refusal_that_came_with_it_stays()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(
            Ada.Consent(ConsentState.Granted),
            Order("9", "placed", 2).Email("ada@example.com").Field("total", "25").Consent(ConsentState.Denied),
            Order("9", "deletion", 3).Deleted(privacy: true));

        var ada = await instance.PersonAsync(Changes.Crm, "1");
        Assert.Equal("Ada", ada.Golden.Fields["firstName"].Value.AsText());
        Assert.Empty(ada.Records[new(Changes.Shop, "order", "9")].Fields);
        Assert.Equal(ConsentState.Denied, ConsentDecisions.InForce(ada.Golden, "marketing", "email"));
        Assert.Equal(["crm/ada", "shop/deletion"], await instance.TimelineAsync(ada.Id));
    }

    [Fact]
    public async Task A_grant_that_came_with_an_order_allows_nothing()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();
        await instance.OneByOneAsync(Ada, Order("9", "placed", 2).Email("ada@example.com").Consent(ConsentState.Granted));

        Assert.Equal(ConsentState.Unknown, ConsentDecisions.InForce((await instance.PersonAsync(Changes.Crm, "1")).Golden, "marketing", "email"));
    }

    private static Change Deal(string id, int second) => Changes.Hanging(Changes.Crm, "deal", "500", id, second);

    private static Change Order(string key, string id, int second) => Changes.Hanging(Changes.Shop, "order", key, id, second);

    private static Change Company(string key, string id, int second) => Changes.Hanging(Changes.Crm, "company", key, id, second).Field("name", $"company {key}");

    private static string? Stage(Profile person) => person.Records[new(Changes.Crm, "deal", "500")].Fields["stage"].Value.AsText();
}
