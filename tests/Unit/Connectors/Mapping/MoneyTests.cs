using System.Globalization;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Mapping.Codes;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class MoneyTests
{
    private static readonly string[][] Rows = [.. CurrencyTable.Rows.Split('\n').Select(line => line.TrimEnd().Split(' ', 4))];

    [Fact]
    public void Every_currency_has_its_digits_and_is_found_by_its_code_number_and_names()
    {
        Assert.InRange(Rows.Length, 178, 190);
        foreach (var row in Rows)
        {
            var currency = CurrencyCodes.OfCode(row[0])!;
            Assert.Equal((row[0], row[2]), (currency.Code, currency.Digits?.ToString(CultureInfo.InvariantCulture) ?? "-"));
            Assert.Equal(row[0], CurrencyCodes.Find(row[0].ToLowerInvariant(), null)?.Code);
            foreach (var text in row[3].Split('|').Concat(row[1] == "-" ? [] : [row[1]]))
            {
                Assert.Equal((text, row[0]), (text, CurrencyCodes.Find(text, null)?.Code));
            }
        }
    }

    [Theory]
    [InlineData(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")]
    [InlineData(3, "BHD IQD JOD KWD LYD OMR TND")]
    [InlineData(4, "CLF UYW")]
    [InlineData(null, "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX")]
    public void Only_these_have_other_than_two_digits(int? digits, string codes) =>
        Assert.Equal(codes.Split(' '), Rows.Select(r => CurrencyCodes.OfCode(r[0])!).Where(c => c.Digits == digits).Select(c => c.Code));

    [Fact]
    public void Ten_units_of_every_currency_become_its_minor_units()
    {
        foreach (var row in Rows.Where(r => r[2] != "-"))
        {
            var expected = "10" + new string('0', int.Parse(row[2], CultureInfo.InvariantCulture));
            Assert.Equal((row[0], expected), (row[0], Money($$$"""{"money":{"currency":"{{{row[0]}}}"}}""", "10")));
            Assert.Equal((row[0], expected), (row[0], Money("\"money\"", $"\"{row[0]} 10\"")));
            Assert.Equal((row[0], expected), (row[0], Money("\"money\"", $"\"10.0{row[0].ToLowerInvariant()}\"")));
            Assert.Equal((row[0], "10"), (row[0], Money($$$"""{"money":{"currency":"{{{row[0]}}}","unit":"minor"}}""", "10")));
        }
    }

    [Theory]
    [InlineData("€", null, "EUR")]
    [InlineData("£", null, "GBP")]
    [InlineData("£", "EGP", "EGP")]
    [InlineData("£", "USD", "GBP")]
    [InlineData("$", null, null)]
    [InlineData("$", "MXN", "MXN")]
    [InlineData("$", "EUR", null)]
    [InlineData("US$", null, "USD")]
    [InlineData("A$", null, "AUD")]
    [InlineData("R$", null, "BRL")]
    [InlineData("¥", null, null)]
    [InlineData("￥", "CNY", "CNY")]
    [InlineData("kr", "SEK", "SEK")]
    [InlineData("kr.", "DKK", "DKK")]
    [InlineData("Rs.", "INR", "INR")]
    [InlineData("₹", null, "INR")]
    [InlineData("zł", null, "PLN")]
    [InlineData("Kč", null, "CZK")]
    [InlineData("US Dollar", null, "USD")]
    [InlineData("euros", null, "EUR")]
    [InlineData("dollars", "CAD", "CAD")]
    [InlineData("Swiss Franc", null, "CHF")]
    [InlineData("978", null, "EUR")]
    [InlineData("bitcoin", null, null)]
    [InlineData("ABC", null, null)]
    public void A_symbol_or_name_becomes_a_code(string text, string? usual, string? expected) =>
        Assert.Equal(expected, CurrencyCodes.Find(text, usual)?.Code);

    [Theory]
    [InlineData("USD", "1,234.50", 123450)]
    [InlineData("USD", "1234.5", 123450)]
    [InlineData("USD", "1,234", 123400)]
    [InlineData("USD", "1.234", 123400)]
    [InlineData("USD", "1.234,5", 123450)]
    [InlineData("USD", "1 234,50", 123450)]
    [InlineData("USD", "1\u00a0234,50", 123450)]
    [InlineData("USD", "1,234,567", 123456700)]
    [InlineData("USD", "1.234.567,89", 123456789)]
    [InlineData("USD", "0.125", 13)]
    [InlineData("USD", "0,5", 50)]
    [InlineData("USD", ".5", 50)]
    [InlineData("USD", "$.5", 50)]
    [InlineData("USD", "5.", null)]
    [InlineData("USD", "1234.500", 123450)]
    [InlineData("USD", "-5", -500)]
    [InlineData("USD", "-$5", -500)]
    [InlineData("USD", "$-5", -500)]
    [InlineData("USD", "5-", -500)]
    [InlineData("USD", "\u22125", -500)]
    [InlineData("USD", "+5", 500)]
    [InlineData("USD", "($5.25)", -525)]
    [InlineData("USD", "$5 USD", 500)]
    [InlineData("USD", "USD 5", 500)]
    [InlineData("USD", "US$5", 500)]
    [InlineData("USD", "5 EUR", null)]
    [InlineData("USD", "€5", null)]
    [InlineData("USD", "about 5", null)]
    [InlineData("USD", "5 or 6", null)]
    [InlineData("USD", "1,23,4", null)]
    [InlineData("USD", "12,34.5.6", null)]
    [InlineData("USD", "free", null)]
    [InlineData("USD", "1e5", null)]
    [InlineData("USD", "99999999999999999999", null)]
    [InlineData("EUR", "12,-", 1200)]
    [InlineData("EUR", "12,– €", 1200)]
    [InlineData("EUR", "€ 12.50", 1250)]
    [InlineData("EUR", "12,50€", 1250)]
    [InlineData("CHF", "CHF 1'234.50", 123450)]
    [InlineData("CHF", "Fr. 5.-", 500)]
    [InlineData("INR", "₹1,23,456.78", 12345678)]
    [InlineData("INR", "Rs.500", 50000)]
    [InlineData("INR", "Rs. 500", 50000)]
    [InlineData("RUB", "1 500 руб.", 150000)]
    [InlineData("DKK", "1.500 kr.", 150000)]
    [InlineData("PLN", "19,99 zł", 1999)]
    [InlineData("JPY", "¥1,500", 1500)]
    [InlineData("JPY", "1500円", 1500)]
    [InlineData("JPY", "0.5", 1)]
    [InlineData("KWD", "1.5", 1500)]
    [InlineData("KWD", "1.234", null)]
    [InlineData("KWD", "1,234.567", 1234567)]
    [InlineData("CLF", "1.2345", 12345)]
    public void An_amount_is_read_as_people_write_it(string currency, string text, int? expected) =>
        Assert.Equal(expected, Read($$$"""{"money":{"currency":"{{{currency}}}"}}""", JsonSerializer.Serialize(text)));

    [Theory]
    [InlineData("""{"currency":"KWD","point":"."}""", "\"1.234\"", "1234")]
    [InlineData("""{"currency":"USD","point":","}""", "\"1.234\"", "123400")]
    [InlineData("""{"currency":"USD","point":"."}""", "\"1.5,0\"", "\"1.5,0\"")]
    [InlineData("""{"currency":"USD"}""", "1.005", "101")]
    [InlineData("""{"currency":"USD"}""", "-12.5", "-1250")]
    [InlineData("""{"currency":"USD"}""", "true", "true")]
    [InlineData("""{"currency":"USD"}""", "[1]", "[1]")]
    [InlineData("""{"currency":"USD"}""", "\" \"", "\" \"")]
    [InlineData("""{"unit":"minor"}""", "1099", "1099")]
    [InlineData("""{"unit":"minor"}""", "\"1099 usd\"", "1099")]
    [InlineData("""{"unit":"minor"}""", "\"500 jpy\"", "500")]
    [InlineData("""{"currency":"JPY","unit":"minor"}""", "500", "500")]
    [InlineData("""{"currency":"UGX","unit":"minor","digits":{"UGX":2}}""", "500", "5")]
    [InlineData("""{"currency":"MGA","unit":"minor","digits":{"MGA":0}}""", "5", "500")]
    [InlineData("""{"currency":"USD","unit":"minor","digits":{"MGA":0}}""", "5", "5")]
    public void The_mapping_says_what_the_source_sends(string argument, string value, string expected) =>
        Assert.Equal(expected, Money($$"""{"money":{{argument}}}""", value));

    private static int? Read(string transform, string value)
    {
        var result = Money(transform, value);
        return result[0] == '"' ? null : int.Parse(result, CultureInfo.InvariantCulture);
    }

    private static string Money(string transform, string value)
    {
        var errors = new ConfigErrors();
        var bound = Transforms.Bind(new(JsonElement.Parse($$"""{"transforms":[{{transform}}]}"""), "$", errors), null, errors);
        Assert.Empty(errors.All);
        return Assert.Single(bound)(MappedValue.Of(JsonElement.Parse(value))).ToField().Json;
    }
}
