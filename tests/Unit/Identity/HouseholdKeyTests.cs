using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class HouseholdKeyTests
{
    private static readonly IdentityPolicy Policy = new() { Household = ["street", "city"] };

    [Theory]
    [InlineData("12 Mill Rd.", "York", "12, MILL ROAD", " york ")]
    [InlineData("Hauptstr. 5", "Köln", "Hauptstraße 5", "KÖLN")]
    [InlineData("1 O'Hare Ave", "York", "1 Ohare Avenue", "York")]
    public void One_address_in_two_spellings_is_one(string street, string city, string otherStreet, string otherCity) =>
        Assert.Equal(KeyOf(street, city), KeyOf(otherStreet, otherCity));

    [Theory]
    [InlineData("12 Mill Road", "Leeds")]
    [InlineData("1 2 Mill Road", "York")]
    [InlineData("12a Mill Road", "York")]
    public void Another_address_is_another(string street, string city) => Assert.NotEqual(KeyOf("12 Mill Road", "York"), KeyOf(street, city));

    [Fact]
    public void Without_a_whole_address_or_without_a_policy_there_is_none()
    {
        Assert.Null(KeyOf("12 Mill Road", null));
        Assert.Null(KeyOf("12 Mill Road", " - "));
        Assert.Null(HouseholdKey.Of(GoldenOf("12 Mill Road", "York"), IdentityPolicy.Default));
    }

    private static string? KeyOf(string street, string? city) => HouseholdKey.Of(GoldenOf(street, city), Policy);

    private static Golden GoldenOf(string street, string? city)
    {
        var change = new Change
        {
            Id = "c",
            Source = "crm",
            Record = new("contact", "1"),
            Kind = ChangeKind.Upsert,
            OccurredAt = DateTimeOffset.UnixEpoch,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            Fields = [new("street", FieldValue.Text(street)), new("city", city is null ? FieldValue.Null : FieldValue.Text(city))],
        };
        return ProfileFold.Apply(Profile.New(default), [change], SurvivorshipPolicy.Default, (_, _) => false).After.Golden;
    }
}
