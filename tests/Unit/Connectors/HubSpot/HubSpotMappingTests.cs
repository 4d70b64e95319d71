using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Consent;
using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

public sealed class HubSpotMappingTests
{
    [Theory]
    [InlineData("firstname", "firstName")]
    [InlineData("zip", "postalCode")]
    [InlineData("lifecyclestage", "lifecycleStage")]
    [InlineData("hs_language", "language")]
    [InlineData("shoe_size", "hubspot_shoe_size")]
    public void A_property_has_its_canonical_name_and_an_unknown_one_keeps_its_own(string property, string field)
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange(property, "\" Kim \""));
        Assert.Equal([new FieldChange(field, FieldValue.Text(" Kim "))], change.Fields);
        Assert.Equal(ChangeKind.Upsert, change.Kind);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void A_cleared_property_clears_the_field(string value)
    {
        Assert.Equal([new FieldChange("city", FieldValue.Null)], HubSpotSource.Change(HubSpotSource.PropertyChange("city", value)).Fields);
        var email = HubSpotSource.Change(HubSpotSource.PropertyChange("email", value));
        Assert.Equal([new FieldChange("email", FieldValue.Null)], email.Fields);
        Assert.Empty(email.Identifiers);
    }

    [Fact]
    public void A_property_change_without_a_value_clears_nothing()
    {
        var body = HubSpotSource.PropertyChange("city", "1").Replace(",\"propertyValue\":1", "", StringComparison.Ordinal);
        var reading = HubSpotSource.Read(body);
        Assert.Empty(reading.Changes);
        Assert.Single(reading.Rejected);
    }

    [Theory]
    [InlineData("email", "\" Ada@EXAMPLE.com \"", "email", "email", "ada@example.com")]
    [InlineData("phone", "\"030 / 901820\"", "phone", "phone", "+4930901820")]
    [InlineData("mobilephone", "\"+49 151 23456789\"", "mobilePhone", "phone", "+4915123456789")]
    public void An_address_or_number_identifies_and_is_kept_normalised(string property, string value, string field, string type, string normalised)
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange(property, value));
        Assert.Equal([new Identifier(type, normalised)], change.Identifiers);
        Assert.Equal([new FieldChange(field, FieldValue.Text(normalised))], change.Fields);
    }

    [Fact]
    public void What_is_no_address_stays_as_text_and_identifies_nobody()
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange("email", "\" none yet \""));
        Assert.Empty(change.Identifiers);
        Assert.Equal([new FieldChange("email", FieldValue.Text("none yet"))], change.Fields);
    }

    [Theory]
    [InlineData("\"REDACTED\"", "")]
    [InlineData("\"O+\"", ",\"isSensitive\":true")]
    public void A_sensitive_value_is_not_kept(string value, string more)
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange("blood_type", value, more));
        Assert.Empty(change.Fields);
        Assert.Empty(change.Identifiers);
    }

    [Theory]
    [InlineData("hs_email_optout", "\"true\"", "marketing")]
    [InlineData("hs_email_optout", "true", "marketing")]
    [InlineData("hs_email_optout_12", "\"true\"", "newsletter")]
    [InlineData("hs_email_optout_13", "\"true\"", "hubspot_subscription_13")]
    public void An_opt_out_withdraws_consent(string property, string value, string purpose)
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange(property, value), """{"subscriptions":{"12":"newsletter"}}""");
        Assert.Equal(ChangeKind.Consent, change.Kind);
        var entry = Assert.Single(change.Consents);
        Assert.Equal((purpose, "email", ConsentState.Withdrawn), (entry.Purpose, entry.Channel, entry.State));
        Assert.Contains(property, entry.Evidence, StringComparison.Ordinal);
        Assert.Empty(change.Fields);
    }

    [Theory]
    [InlineData("\"false\"")]
    [InlineData("\"\"")]
    [InlineData("\"REDACTED\"")]
    public void An_opt_out_that_was_taken_off_grants_nothing(string value)
    {
        var change = HubSpotSource.Change(HubSpotSource.PropertyChange("hs_email_optout", value));
        Assert.Empty(change.Consents);
        Assert.Empty(change.Fields);
    }

    [Fact]
    public void A_configured_name_wins_over_the_table_and_identifies_under_its_meaning()
    {
        const string Mapping = """{"objects":{"contact":{"fields":[{"from":"city","to":"town"},{"from":"private_mail","to":"email","identifier":"email"}],"drop":["shoe_size"]}}}""";
        Assert.Equal("town", Assert.Single(Change("city", "\"Ulm\"").Fields).Name);
        Assert.Equal("state", Assert.Single(Change("state", "\"BW\"").Fields).Name);
        Assert.Equal([new Identifier("email", "a@example.com")], Change("private_mail", "\"a@example.com\"").Identifiers);
        Assert.Empty(Change("shoe_size", "41").Fields);

        static Change Change(string property, string value) => HubSpotSource.Change(HubSpotSource.PropertyChange(property, value), mapping: Mapping);
    }
}
