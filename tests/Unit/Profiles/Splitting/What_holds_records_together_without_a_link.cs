using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Identity.Links;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Tests.Unit.Profiles.Splitting;

public sealed class What_holds_records_together_without_a_link
{
    private static readonly Identifier Shared = new(Identifier.Phone, "+442070000000");
    private static readonly RecordKey Ada = new("crm", "contact", "1");
    private static readonly RecordKey Bob = new("shop", "contact", "7");
    private static readonly RecordKey Visitor = new("shop", "contact", "anonymous:b");

    [Theory]
    [InlineData(Identifier.Email, "ada@example.com", true)]
    [InlineData(Identifier.Phone, "+442070000001", true)]
    [InlineData(Identifier.Email, "info@example.com", false)]
    [InlineData(Identifier.Email, "blocked@example.com", false)]
    [InlineData(Identifier.AnonymousId, "b", false)]
    [InlineData(Identifier.DeviceId, "d", false)]
    [InlineData(Identifier.Phone, "+442070000000", false)]
    public void Is_an_identifier_of_both_that_ties_persons_when_it_arrives(string type, string value, bool holds)
    {
        var sides = Without([Said(Ada, new Identifier(type, value)), Said(Bob, new Identifier(type, value))]);

        Assert.Equal(holds ? type : null, sides.StillTiedBy.SingleOrDefault()?.IdentifierType);
        Assert.Equal(holds ? [] : [Bob], sides.Right);
    }

    [Fact]
    public void A_browser_that_a_privacy_deletion_took_away_does_not_either()
    {
        var deleted = Said(Bob) with { Id = "deletion", OccurredAt = Histories.Start.AddSeconds(5), Kind = ChangeKind.Delete, Privacy = true };

        var sides = Without([Said(Ada, new Identifier(Identifier.AnonymousId, "b")), Said(Bob, new Identifier(Identifier.AnonymousId, "b")), deleted]);

        Assert.Equal([Bob], sides.Right);
    }

    [Fact]
    public void Who_was_nameless_goes_with_those_whose_browser_it_was()
    {
        Identifier browser = new(Identifier.AnonymousId, "b");

        var sides = Without([Said(Ada), Said(Bob, browser), Said(Visitor, browser)]);

        Assert.Equal([Ada], sides.Left);
        Assert.Equal([Bob, Visitor], sides.Right);
    }

    private static SplitSides Without(IReadOnlyList<Change> said)
    {
        var person = ProfileFold.Apply(Profile.New(new(Guid.Empty)), said, SurvivorshipPolicy.Default, (_, _) => false).After;
        var link = IdentityLink.Between(Ada, Bob, IdentityLinkKind.Match, Histories.Start, "matching");
        var policy = IdentityPolicy.Default with { Blocked = new Dictionary<string, IReadOnlySet<string>> { [Identifier.Email] = new HashSet<string> { "blocked@example.com" } } };
        return SplitPlanner.ByLink(person.With(person.Ties.With(link)), link.Id, policy, new HashSet<Identifier> { Shared })!;
    }

    private static Change Said(RecordKey record, params Identifier[] identifiers) => new()
    {
        Id = record.Key,
        Source = record.Source,
        Record = new(record.Object, record.Key),
        Kind = ChangeKind.Upsert,
        OccurredAt = Histories.Start,
        ReceivedAt = Histories.Start,
        Identifiers = identifiers,
    };
}
