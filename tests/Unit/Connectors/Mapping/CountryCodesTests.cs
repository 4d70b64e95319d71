using ServerlessCdi.Connectors.Mapping.Codes;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class CountryCodesTests
{
    /// <summary>Alpha-2, alpha-3, number, names.</summary>
    private static readonly string[][] Rows = [.. CountryTable.Rows.Split('\n').Select(line => line.TrimEnd().Split(' ', 4))];

    [Fact]
    public void All_249_countries_are_found_by_every_code_and_name_in_any_case()
    {
        Assert.Equal(249, Rows.Length);
        foreach (var row in Rows)
        {
            Assert.Matches("^[A-Z]{2} [A-Z]{3} [0-9]{3}$", string.Join(' ', row[..3]));
            Assert.True(CountryCodes.IsAlpha2(row[0]));
            foreach (var text in row[..3].Concat(row[3].Split('|')))
            {
                Assert.Equal((text, row[0]), (text, Find(text)));
                Assert.Equal((text, row[0]), (text, Find($" {text.ToLowerInvariant()} ")));
                Assert.Equal((text, row[0]), (text, Find(text.ToUpperInvariant())));
            }
        }
    }

    [Fact]
    public void No_code_or_name_means_two_countries()
    {
        var meanings = Rows.SelectMany(row => row[..3].Concat(row[3].Split('|')).Select(text => (Key: CodeName.Key(text), Country: row[0])).Distinct());
        Assert.Empty(meanings.GroupBy(m => m.Key).Where(g => g.Select(m => m.Country).Distinct().Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [InlineData("UK", "GB")]
    [InlineData("u.k.", "GB")]
    [InlineData("England", "GB")]
    [InlineData("U.S.A.", "US")]
    [InlineData("united states of america", "US")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Holland", "NL")]
    [InlineData("Cote d'Ivoire", "CI")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("Ivory Coast", "CI")]
    [InlineData("Turkey", "TR")]
    [InlineData("Türkiye", "TR")]
    [InlineData("Czech Republic", "CZ")]
    [InlineData("Czechia", "CZ")]
    [InlineData("Russia", "RU")]
    [InlineData("Russian Federation", "RU")]
    [InlineData("Korea, Republic of", "KR")]
    [InlineData("North Korea", "KP")]
    [InlineData("Viet Nam", "VN")]
    [InlineData("Vietnam", "VN")]
    [InlineData("Iran", "IR")]
    [InlineData("Macedonia", "MK")]
    [InlineData("Swaziland", "SZ")]
    [InlineData("Trinidad & Tobago", "TT")]
    [InlineData("Sao Tome and Principe", "ST")]
    [InlineData("Curaçao", "CW")]
    [InlineData("DR Congo", "CD")]
    [InlineData("Congo", "CG")]
    [InlineData("Deutschland", "DE")]
    [InlineData("ÖSTERREICH", "AT")]
    [InlineData("España", "ES")]
    [InlineData("Espana", "ES")]
    [InlineData("Polska", "PL")]
    [InlineData("Россия", "RU")]
    [InlineData("Ελλάδα", "GR")]
    [InlineData("日本", "JP")]
    [InlineData("中国", "CN")]
    [InlineData("대한민국", "KR")]
    [InlineData("EL", "GR")]
    public void What_people_write_is_understood(string text, string expected) => Assert.Equal(expected, Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("the")]
    [InlineData("Korea")]
    [InlineData("XX")]
    [InlineData("000")]
    [InlineData("4")]
    [InlineData("Europe")]
    [InlineData("California")]
    public void What_is_no_country_or_could_be_two_is_none(string text) => Assert.Null(Find(text));

    private static string? Find(string text) => CountryCodes.TryFind(text, out var country) ? country : null;
}
