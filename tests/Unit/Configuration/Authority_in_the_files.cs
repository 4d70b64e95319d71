using ServerlessCdi.Connectors.Contracts;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Configuration;

public sealed class Authority_in_the_files : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_policy_knows_what_every_source_may_write_disabled_ones_included()
    {
        var authority = _folder
            .With("sources/crm.json", Source("crm", """{"contact":{"email":"owner","*":"append"}}"""))
            .With("sources/old.json", Source("old", """{"contact":{"email":"none"}}""", enabled: "false"))
            .With("policy.json", """{"survivorship":{"priority":["crm"]}}""")
            .Load().Survivorship.Authority;

        Assert.Equal(FieldAuthority.Owner, authority.Of("crm", "contact", "email"));
        Assert.Equal(FieldAuthority.Append, authority.Of("crm", "contact", "city"));
        Assert.Equal(FieldAuthority.Write, authority.Of("crm", "company", "city"));
        Assert.Equal(FieldAuthority.None, authority.Of("old", "contact", "email"));
        Assert.Equal(FieldAuthority.Write, authority.Of("shop", "contact", "email"));
    }

    [Theory]
    [InlineData("""{"contact":{"email":"owner"}}""", """{"contact":{"email":"owner"}}""", "the owner of email")]
    [InlineData("""{"contact":{"email":"owner"}}""", """{"contact":{"*":"owner","city":"write"}}""", "the owner of email")]
    [InlineData("""{"contact":{"*":"owner"}}""", """{"contact":{"*":"owner"}}""", "the owner of every field")]
    public void Two_sources_of_truth_for_a_field_are_refused_with_both_files(string a, string b, string mistake)
    {
        var told = Assert.Single(_folder.With("sources/a.json", Source("a", a)).With("sources/b.json", Source("b", b)).Mistakes());

        Assert.StartsWith("sources/b.json $.authority.contact: makes b " + mistake, told, StringComparison.Ordinal);
        Assert.Contains("sources/a.json", told, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_owns_the_rest_and_leaves_a_field_to_its_owner_is_no_contradiction() => Assert.Empty(
        _folder.With("sources/a.json", Source("a", """{"contact":{"*":"owner","email":"write"}}""")).With("sources/b.json", Source("b", """{"contact":{"email":"owner"}}""")).Mistakes());

    [Fact]
    public void A_source_is_bound_with_its_contract_even_where_its_connector_knows_nothing_of_it()
    {
        _folder.With("sources/a.json", """{"key":"a","connector":"inbox","secrets":["s"],"contract":{"version":3,"mode":"enforce","objects":{"contact":{"fields":{}}}}}""");

        Assert.Equal((3, ContractMode.Enforce), _folder.Load().Source("a") is { Contract: { } contract } ? (contract.Version, contract.Mode) : default);
    }

    [Fact]
    public void A_mistake_in_a_contract_is_told_once() => Assert.Equal(
        "sources/a.json $.contract.version: must be a whole number from 1 to 1000000",
        Assert.Single(_folder.With("sources/a.json", """{"key":"a","connector":"inbox","secrets":["s"],"contract":{"version":0,"objects":{}}}""").Mistakes()));

    private static string Source(string key, string authority, string enabled = "true") =>
        $$"""{"key":"{{key}}","connector":"inbox","secrets":["s"],"enabled":{{enabled}},"authority":{{authority}}}""";
}
