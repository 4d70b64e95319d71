using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Configuration;

namespace ServerlessCdi.Tests.Unit.Configuration;

public sealed class What_a_field_may_be_used_for
{
    [Fact]
    public void A_field_without_bounds_goes_where_it_is_asked_for() => Assert.Empty(
        Withheld(Destination(null), Use("email"), Use("city", FieldSensitivity.Personal)));

    [Theory]
    [InlineData("marketing", null)]
    [InlineData("service", "the field is for marketing, and the destination for service")]
    [InlineData(null, "the field is for marketing, and the destination for no purpose")]
    public void A_field_with_purposes_goes_only_where_one_of_them_is_the_consents(string? purpose, string? rule) =>
        Assert.Equal(rule, Withheld(Destination(purpose), Use("email", FieldSensitivity.None, "marketing")).GetValueOrDefault("email"));

    [Fact]
    public void Where_sources_differ_only_what_all_with_bounds_allow_is_left()
    {
        FieldUse[] uses = [Use("email", FieldSensitivity.None, "marketing", "service"), Use("email"), Use("email", FieldSensitivity.None, "service", "billing")];

        Assert.Empty(Withheld(Destination("service"), uses));
        Assert.Equal("the field is for service, and the destination for marketing", Withheld(Destination("marketing"), uses)["email"]);
        Assert.Equal(
            "the field is for nothing that all its sources allow, and the destination for service",
            Withheld(Destination("service"), [.. uses, Use("email", FieldSensitivity.None, "marketing")])["email"]);
    }

    [Fact]
    public void A_sensitive_field_goes_only_where_it_is_listed_as_one_and_the_strictest_word_counts()
    {
        FieldUse[] uses = [Use("city"), Use("city", FieldSensitivity.Sensitive), Use("city", FieldSensitivity.Personal)];

        Assert.Contains("sensitiveFields", Withheld(Destination(null), uses)["city"], StringComparison.Ordinal);
        Assert.Empty(Withheld(Destination(null) with { SensitiveFields = ["city"] }, uses));
        Assert.NotEmpty(Withheld(Destination(null) with { SensitiveFields = ["city"] }, [.. uses, Use("city", FieldSensitivity.None, "marketing")]));
    }

    [Fact]
    public void An_identifier_of_the_fields_name_is_bound_as_the_field_is() =>
        Assert.Equal(["phone"], Withheld(Destination(null) with { Identifiers = ["phone"] }, Use("phone", FieldSensitivity.Sensitive)).Keys);

    [Fact]
    public void What_a_destination_does_not_ask_for_is_not_withheld_from_it() => Assert.Empty(Withheld(Destination(null), Use("iban", FieldSensitivity.Sensitive)));

    [Fact]
    public void The_sources_mappings_fill_the_catalogue_disabled_ones_included()
    {
        using var folder = new ConfigFolder();
        folder.With("sources/a.json", Source("a", "true", """{"from":"email","to":"email","purposes":["marketing"]}"""))
            .With("sources/b.json", Source("b", "false", """{"from":"health","to":"health","sensitivity":"sensitive"}"""));

        var fields = ConfigLoader.Load(folder.Path).Fields.Fields.ToDictionary(f => f.Key, f => f.Value);

        Assert.Equal(["marketing"], fields["email"].Purposes!);
        Assert.Equal(FieldSensitivity.Sensitive, fields["health"].Sensitivity);
    }

    private static IReadOnlyDictionary<string, string> Withheld(DestinationSettings destination, params FieldUse[] uses) => FieldCatalog.Of(uses).Withheld(destination);

    private static FieldUse Use(string field, FieldSensitivity sensitivity = FieldSensitivity.None, params string[] purposes) => new(field, purposes, sensitivity);

    private static DestinationSettings Destination(string? purpose) => new()
    {
        Key = "news",
        Connector = "outbox",
        System = "news",
        Secrets = [],
        Consent = purpose is null ? null : new(purpose, "email"),
        Fields = ["email", "city"],
        Identifiers = [],
        Options = JsonElement.Parse("{}"),
    };

    private static string Source(string key, string enabled, string field) =>
        $$"""{"key":"{{key}}","connector":"standard-webhooks","enabled":{{enabled}},"secrets":["s"],"mapping":{"object":"contact","id":"id","fields":[{{field}}] } }""";
}
