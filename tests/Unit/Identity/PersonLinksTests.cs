using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class PersonLinksTests
{
    private static readonly Identifier Email = new(Identifier.Email, "ada@example.com");
    private static readonly Identifier Contact = Identifier.External("shop", "contact", "42");
    private static readonly Identifier Company = Identifier.External("crm", "company", "77");

    [Fact]
    public void All_identifiers_of_a_contact_lead_to_it_but_not_the_key_of_its_company()
    {
        Assert.Equal([Email, Contact], PersonLinks.Of(Of("contact", Company, Email, Contact)));
        Assert.Equal([Email, Contact], PersonLinks.Of(Of("contact", Email, Contact)));
    }

    [Theory]
    [InlineData("deal")]
    [InlineData("order")]
    [InlineData("custom_thing")]
    public void Of_any_other_record_only_the_first_that_may_be_a_persons_is_a_link(string name)
    {
        Assert.Equal([Contact], PersonLinks.Of(Of(name, Company, Contact, Email)));
        Assert.Empty(PersonLinks.Of(Of(name, Company)));
        Assert.Empty(PersonLinks.Of(Of(name)));
    }

    [Fact]
    public void Companies_are_those_that_a_contact_names()
    {
        Assert.Equal([Company], PersonLinks.Companies(Of("contact", Email, Company, Contact)));
        Assert.Empty(PersonLinks.Companies(Of("deal", Email, Company)));
    }

    [Fact]
    public void A_contact_that_is_only_a_browser_names_nobody()
    {
        var browser = new Identifier(Identifier.AnonymousId, "b");

        Assert.False(PersonLinks.NamesSomebody(Of("contact", browser), IdentityPolicy.Default));
        Assert.True(PersonLinks.NamesSomebody(Of("contact", browser, Email), IdentityPolicy.Default));
        Assert.True(PersonLinks.NamesSomebody(Of("contact", browser), new IdentityPolicy { Weak = new HashSet<string>() }));
        Assert.True(PersonLinks.NamesSomebody(Of("contact"), IdentityPolicy.Default));
        Assert.False(PersonLinks.NamesSomebody(Of("contact") with { Kind = ChangeKind.Delete }, IdentityPolicy.Default));
    }

    private static Change Of(string name, params Identifier[] identifiers) => new()
    {
        Id = "c",
        Source = "crm",
        Record = new(name, "1"),
        Kind = ChangeKind.Upsert,
        OccurredAt = default,
        ReceivedAt = default,
        Identifiers = identifiers,
    };
}
