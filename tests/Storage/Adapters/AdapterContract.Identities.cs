using Azure.Data.Tables;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

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

    [Fact]
    public async Task Who_claims_in_vain_is_counted_once_however_often_it_is_said()
    {
        var (owner, second, third) = (People.NewId(), People.NewId(), People.NewId());
        await Store.Identities.ClaimAsync(owner, [Ada], None);

        var counts = new List<(int, bool)>();
        foreach (var person in (ProfileId[])[owner, second, second, third, second])
        {
            var standing = await Store.Identities.ContestAsync(Ada, person, 2, None);
            Assert.Equal(owner, standing!.Owner);
            counts.Add((standing.People, standing.IsShared));
        }

        Assert.Equal([(1, false), (2, false), (2, false), (3, true), (3, true)], counts);
        Assert.Equal(new IdentifierStanding(owner, 3, true), (await Store.Identities.StandingsAsync([Ada, Phone], None)).Single().Value);
    }

    [Fact]
    public async Task What_is_shared_counts_no_further_and_stays_shared_when_it_is_handed_over()
    {
        var (owner, heir) = (People.NewId(), People.NewId());
        await Store.Identities.ClaimAsync(owner, [Ada], None);
        for (var n = 0; n < 4; n++)
        {
            await Store.Identities.ContestAsync(Ada, People.NewId(), 2, None);
        }

        await Store.Identities.RepointAsync([Ada], owner, heir, None);

        Assert.Equal(new IdentifierStanding(heir, 3, true), (await Store.Identities.StandingsAsync([Ada], None))[Ada]);
        Assert.Equal(heir, (await Store.Identities.FindAsync([Ada], None))[Ada]);
    }

    [Fact]
    public async Task Of_many_who_claim_in_vain_at_once_none_is_lost()
    {
        await Store.Identities.ClaimAsync(People.NewId(), [Ada], None);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store.Identities.ContestAsync(Ada, People.NewId(), 50, None)));

        Assert.Equal(7, (await Store.Identities.StandingsAsync([Ada], None))[Ada].People);
    }

    [Fact]
    public async Task What_nobody_owns_is_not_counted_and_no_row_is_made()
    {
        Assert.Null(await Store.Identities.ContestAsync(Ada, People.NewId(), 2, None));
        Assert.Empty(await Store.Identities.FindAsync([Ada], None));
    }

    [Fact]
    public async Task The_row_of_an_identifier_names_nobody_but_its_owner()
    {
        var (owner, other) = (People.NewId(), People.NewId());
        await Store.Identities.ClaimAsync(owner, [Ada], None);
        await Store.Identities.ContestAsync(Ada, other, 5, None);

        await foreach (var row in Store.Table("identities").QueryAsync<TableEntity>())
        {
            var text = string.Join(' ', row.Keys.Select(k => row[k]));
            Assert.DoesNotContain(other.ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_household_has_those_who_were_added_and_not_removed()
    {
        var (one, two, elsewhere) = (People.NewId(), People.NewId(), People.NewId());
        await Store.Households.AddAsync("12 MILL ROAD", one, None);
        await Store.Households.AddAsync("12 MILL ROAD", two, None);
        await Store.Households.AddAsync("12 MILL ROAD", two, None);
        await Store.Households.AddAsync("1 HIGH STREET", elsewhere, None);

        Assert.Equal([one, two], (await Store.Households.MembersAsync("12 MILL ROAD", 10, None)).Order());
        Assert.Single(await Store.Households.MembersAsync("12 MILL ROAD", 1, None));
        await Store.Households.RemoveAsync("12 MILL ROAD", one, None);
        await Store.Households.RemoveAsync("12 MILL ROAD", one, None);
        Assert.Equal([two], await Store.Households.MembersAsync("12 MILL ROAD", 10, None));
    }
}
