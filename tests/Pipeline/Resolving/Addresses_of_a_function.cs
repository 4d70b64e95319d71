using ServerlessCdi.Core.Identity;
using ServerlessCdi.Tests.Pipeline.Rigging;

namespace ServerlessCdi.Tests.Pipeline.Resolving;

public sealed class Addresses_of_a_function
{
    private const string Mailbox = "info@example.com";

    [Fact]
    public async Task Two_who_give_the_mailbox_of_their_firm_are_two_and_both_can_be_reached_there()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();

        await instance.TogetherAsync(Changes.Of(Changes.Crm, "1", "a").Email(Mailbox), Changes.Of(Changes.Shop, "7", "b").Email(Mailbox));

        var (one, other) = (await instance.PersonAsync(Changes.Crm, "1"), await instance.PersonAsync(Changes.Shop, "7"));
        Assert.NotEqual(one.Id, other.Id);
        Assert.All([one, other], p => Assert.Contains(new Identifier(Identifier.Email, Mailbox), p.Golden.Identifiers));
        Assert.Equal([new Identifier(Identifier.Email, Mailbox)], await instance.Reader.SharedAsync(one, CancellationToken.None));
    }

    [Fact]
    public async Task They_do_not_count_towards_the_addresses_that_a_person_may_have()
    {
        var policy = new IdentityPolicy { Limits = new Dictionary<string, int> { [Identifier.Email] = 1 } };
        await using var rig = await Rig.StartAsync(new Setup { Identity = policy });
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(
            Changes.Of(Changes.Crm, "1", "a").Email(Mailbox).Email("sales@example.com"),
            Changes.Of(Changes.Crm, "1", "b", 2).Email("ada@example.com"));

        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.Reader.FindAsync(Identifier.Email, "ada@example.com", null, CancellationToken.None))?.Id);
    }

    [Fact]
    public async Task An_order_from_such_a_mailbox_waits_and_makes_nobody()
    {
        await using var rig = await Rig.StartAsync();
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Changes.Hanging(Changes.Shop, "order", "900", "a").Email(Mailbox));

        Assert.False((await instance.KeeperAsync(Changes.Shop, "order", "900")).IsPerson);
    }

    [Fact]
    public async Task A_policy_may_have_them_tie()
    {
        await using var rig = await Rig.StartAsync(new Setup { Identity = new IdentityPolicy { RoleAddressesTie = true } });
        var instance = await rig.InstanceAsync();

        await instance.OneByOneAsync(Changes.Of(Changes.Crm, "1", "a").Email(Mailbox), Changes.Of(Changes.Shop, "7", "b").Email(Mailbox));

        Assert.Equal((await instance.PersonAsync(Changes.Crm, "1")).Id, (await instance.PersonAsync(Changes.Shop, "7")).Id);
    }
}
