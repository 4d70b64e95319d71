using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class FieldCheckTests
{
    [Fact]
    public void A_field_without_a_check_has_none()
    {
        var errors = new ConfigErrors();
        Assert.Null(FieldCheck.Bind(new(JsonElement.Parse("{}"), "$", errors), errors));
        Assert.Empty(errors.All);
    }

    [Theory]
    [InlineData("""{"min":0}""", "Drop")]
    [InlineData("""{"min":0,"otherwise":"drop"}""", "Drop")]
    [InlineData("""{"min":0,"otherwise":"reject"}""", "Reject")]
    public void What_becomes_of_a_failing_value_is_the_rules_to_say(string check, string expected) => Assert.Equal(expected, Bind(check).OnFailure.ToString());

    [Theory]
    [InlineData("""{"min":0,"max":10}""", "0", null)]
    [InlineData("""{"min":0,"max":10}""", "10", null)]
    [InlineData("""{"min":0,"max":10}""", "\" 5.5 \"", null)]
    [InlineData("""{"min":0,"max":10}""", "10.01", "is more than 10")]
    [InlineData("""{"min":0,"max":10}""", "\"1,5\"", "is no number")]
    [InlineData("""{"min":0}""", "true", "is no number")]
    [InlineData("""{"min":0}""", "[1]", "is no number")]
    [InlineData("""{"min":"2026-01-01"}""", "\"2026-01-01\"", null)]
    [InlineData("""{"min":"2026-01-01"}""", "\"2026-01-01T00:30:00+01:00\"", "is before 2026-01-01")]
    [InlineData("""{"min":"2026-01-01"}""", "5", "is no date")]
    [InlineData("""{"nonNegative":false,"max":5}""", "-5", null)]
    [InlineData("""{"nonNegative":true,"max":5}""", "6", "is more than 5")]
    [InlineData("""{"minLength":2,"maxLength":3}""", "\"ab\"", null)]
    [InlineData("""{"minLength":2}""", "[1,2,3]", "has fewer than 2 characters")]
    [InlineData("""{"maxLength":3}""", "1234", "has more than 3 characters")]
    [InlineData("""{"pattern":"^\\d{3}$"}""", "123", null)]
    [InlineData("""{"pattern":"^(?=.*a)(?=.*b)"}""", "\"ba\"", null)]
    [InlineData("""{"pattern":"^(?=.*a)(?=.*b)"}""", "\"aa\"", "does not match the pattern")]
    [InlineData("""{"pattern":"."}""", "{}", "does not match the pattern")]
    [InlineData("""{"oneOf":["a",5,true]}""", "5.0", null)]
    [InlineData("""{"oneOf":["a",5,true]}""", "true", null)]
    [InlineData("""{"oneOf":["a",5,true]}""", "\"5\"", "is none of the values allowed")]
    [InlineData("""{"type":"text","maxLength":1}""", "\"ab\"", "has more than 1 characters")]
    [InlineData("""{"type":"text"}""", "\"\"", null)]
    [InlineData("""{"type":"number"}""", "1.5", null)]
    [InlineData("""{"type":"number"}""", "true", "is no number")]
    [InlineData("""{"type":"boolean"}""", "false", null)]
    [InlineData("""{"type":"boolean"}""", "\"true\"", "is neither true nor false")]
    [InlineData("""{"type":"date"}""", "\"2026-01-02T03:04:05Z\"", null)]
    [InlineData("""{"type":"date"}""", "\"2026-02-30\"", "is no date in ISO 8601")]
    [InlineData("""{"type":"phone"}""", "\"020 7946 0123\"", null)]
    [InlineData("""{"type":"phone"}""", "\"+44 1\"", "is no phone number")]
    [InlineData("""{"type":"email"}""", "5", "is no email address")]
    [InlineData("""{"type":"url"}""", "\"http://example.com:8080/a?b=c#d\"", null)]
    [InlineData("""{"type":"url"}""", "\"/a\"", "is no web address")]
    [InlineData("""{"type":"url"}""", "\"https://example.com/a b\"", "is no web address")]
    [InlineData("""{"type":"url"}""", "\"ftp://example.com\"", "is no web address")]
    [InlineData("""{"type":"url"}""", "\"https://localhost\"", "is no web address")]
    [InlineData("""{"type":"country"}""", "\"gb\"", "is no country of ISO 3166")]
    [InlineData("""{"type":"country"}""", "\"GBR\"", "is no country of ISO 3166")]
    [InlineData("""{"type":"currency"}""", "\"EUR\"", null)]
    [InlineData("""{"type":"language"}""", "\"zh-Hans-CN\"", null)]
    [InlineData("""{"type":"language"}""", "\"German\"", "is no language tag")]
    public void A_value_is_held_to_its_check(string check, string value, string? expected) =>
        Assert.Equal(expected, Bind(check).Mistake(MappedValue.Of(JsonElement.Parse(value))));

    [Theory]
    [InlineData("null")]
    [InlineData("\" \"")]
    public void What_is_not_said_is_not_wrong(string value)
    {
        var check = Bind("""{"type":"email","minLength":5,"pattern":"^x$","oneOf":["x"]}""");
        Assert.Null(check.Mistake(MappedValue.Of(JsonElement.Parse(value))));
        Assert.Null(check.Mistake(MappedValue.Absent));
    }

    [Theory]
    [InlineData("""{"line1":"Hauptstr. 5","zip":"10115","country":"Germany"}""", true)]
    [InlineData("""{"line1":"Hauptstr. 5","zip":10115,"country":"DE"}""", true)]
    [InlineData("""{"line1":"Hauptstr. 5","zip":"D-10115","country":"DE"}""", true)]
    [InlineData("""{"line1":"Hauptstr. 5","zip":"1011","country":"DE"}""", false)]
    [InlineData("""{"address1":"1 Main St","city":"Ottawa","postal_code":"K1A 0B1","country":"CA"}""", true)]
    [InlineData("""{"address1":"1 Main St","city":"Ottawa","postal_code":"90210","country":"CA"}""", false)]
    [InlineData("""{"street":"1 Main St","zip":"90210-1234","country":"USA"}""", true)]
    [InlineData("""{"street":"Kalverstraat 1","postcode":"1012 NX","country":"NL"}""", true)]
    [InlineData("""{"street":"Rua A 1","postcode":"1000-001","country":"PT"}""", true)]
    [InlineData("""{"street":"Brīvības 1","postcode":"LV-1010","country":"LV"}""", true)]
    [InlineData("""{"street":"10 Downing Street","postcode":"sw1a 2aa","country":"UK"}""", true)]
    [InlineData("""{"street":"1 Queen's Road","city":"Central","country":"HK"}""", true)]
    [InlineData("""{"street":"1 O'Connell St","city":"Dublin","postcode":"D02 AF30","country":"IE"}""", true)]
    [InlineData("""{"street":"1 Main St","city":"Springfield"}""", true)]
    [InlineData("""{"street":"1 Main St"}""", false)]
    [InlineData("""{"city":"Springfield","zip":"90210"}""", false)]
    [InlineData("""{"street":"-","city":"Springfield"}""", false)]
    [InlineData("""{"street":"","city":"Springfield"}""", false)]
    [InlineData("""{"street":{"a":1},"city":"Springfield"}""", false)]
    [InlineData("{}", false)]
    [InlineData("[\"1 Main St, Springfield\"]", false)]
    [InlineData("\"1 Main St\\nSpringfield\"", true)]
    [InlineData("\"Springfield\"", false)]
    [InlineData("\"12345\"", false)]
    [InlineData("7", false)]
    public void A_postal_address_is_one_that_could_be(string value, bool expected) =>
        Assert.Equal(expected ? null : "is no postal address", Bind("""{"type":"postal-address"}""").Mistake(MappedValue.Of(JsonElement.Parse(value))));

    [Fact]
    public void A_pattern_that_would_run_for_years_gives_up()
    {
        var check = Bind("""{"pattern":"^(?=a)(a+)+$"}""");
        Assert.Equal("takes too long to match the pattern", check.Mistake(MappedValue.Of(new string('a', 40) + "!")));
        Assert.Equal("does not match the pattern", Bind("""{"pattern":"^(a+)+$"}""").Mistake(MappedValue.Of(new string('a', 40) + "!")));
    }

    private static FieldCheck Bind(string check)
    {
        var errors = new ConfigErrors();
        var bound = FieldCheck.Bind(new(JsonElement.Parse($$"""{"check":{{check}}}"""), "$", errors), errors, "GB");
        Assert.Empty(errors.All);
        return bound ?? throw new InvalidOperationException("The check was not bound.");
    }
}
