using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Storage.Adapters;

public abstract partial class AdapterContract
{
    private static readonly Identifier Ada = new(Identifier.Email, "ada@example.com");
    private static readonly Identifier Phone = new(Identifier.Phone, "+441632960001");
    private static readonly Identifier Odd = Identifier.External("shop", "Kontakt/č#1", "k'ey|?");

    [Fact]
    public async Task A_claimed_identifier_leads_to_its_person_and_others_to_nobody()
    {
        var id = People.NewId();

        var owners = await Store.Identities.ClaimAsync(id, [Ada, Odd], None);
        var found = await Store.Identities.FindAsync([Ada, Phone, Odd], None);

        Assert.Equal([id, id], owners.Values);
        Assert.Equal(new Dictionary<Identifier, ProfileId> { [Ada] = id, [Odd] = id }, found);
    }

    [Fact]
    public async Task Whoever_claims_second_learns_who_was_first()
    {
        var (first, second) = (People.NewId(), People.NewId());
        await Store.Identities.ClaimAsync(first, [Ada], None);

        var owners = await Store.Identities.ClaimAsync(second, [Ada, Phone], None);

        Assert.Equal((first, second), (owners[Ada], owners[Phone]));
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_all_hear_of_the_same_owner()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Store.Identities.ClaimAsync(People.NewId(), [Ada, Phone], None)));

        Assert.Single(claims.Select(c => c[Ada]).Distinct());
        Assert.Single(claims.Select(c => c[Phone]).Distinct());
        Assert.Equal(claims[0][Ada], (await Store.Identities.FindAsync([Ada], None))[Ada]);
    }

    [Fact]
    public async Task Only_what_leads_to_the_one_is_repointed_to_the_other()
    {
        var (from, to, third) = (People.NewId(), People.NewId(), People.NewId());
        await Store.Identities.ClaimAsync(from, [Ada], None);
        await Store.Identities.ClaimAsync(third, [Phone], None);

        await Store.Identities.RepointAsync([Ada, Phone, Odd], from, to, None);

        var found = await Store.Identities.FindAsync([Ada, Phone, Odd], None);
        Assert.Equal(new Dictionary<Identifier, ProfileId> { [Ada] = to, [Phone] = third }, found);
    }
}
