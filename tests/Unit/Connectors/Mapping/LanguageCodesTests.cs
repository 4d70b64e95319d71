using ServerlessCdi.Connectors.Mapping.Codes;

namespace ServerlessCdi.Tests.Unit.Connectors.Mapping;

public sealed class LanguageCodesTests
{
    private static readonly string[][] Rows = [.. LanguageTable.Rows.Split('\n').Select(line => line.TrimEnd().Split(' ', 3))];

    [Fact]
    public void Every_language_is_found_by_its_codes_and_names()
    {
        Assert.InRange(Rows.Length, 183, 200);
        foreach (var row in Rows.Where(r => r[0] != "sh"))
        {
            foreach (var text in row[1].Split(',').Append(row[0]).Concat(row[2].Split('|')))
            {
                Assert.Equal((text, row[0]), (text, Find(text)));
                Assert.Equal((text, row[0]), (text, Find(text.ToUpperInvariant())));
            }
        }
    }

    [Fact]
    public void No_name_means_two_languages() => Assert.Empty(
        Rows.SelectMany(row => row[2].Split('|').Select(name => CodeName.Key(name)).Distinct()).GroupBy(key => key).Where(g => g.Count() > 1).Select(g => g.Key));

    [Theory]
    [InlineData("en", "en")]
    [InlineData("EN", "en")]
    [InlineData("en_US", "en-US")]
    [InlineData("EN-us", "en-US")]
    [InlineData("en-UK", "en-GB")]
    [InlineData("en_US.UTF-8", "en-US")]
    [InlineData("de_AT@euro", "de-AT")]
    [InlineData("zh_hans_cn", "zh-Hans-CN")]
    [InlineData("zh-TW", "zh-TW")]
    [InlineData("es-419", "es-419")]
    [InlineData("sl-rozaj-biske", "sl-rozaj-biske")]
    [InlineData("de-1996", "de-1996")]
    [InlineData("en-us-u-ca-gregory", "en-US-u-ca-gregory")]
    [InlineData("eng", "en")]
    [InlineData("ger", "de")]
    [InlineData("deu", "de")]
    [InlineData("fre", "fr")]
    [InlineData("chi", "zh")]
    [InlineData("cmn", "zh")]
    [InlineData("eng-usa", null)]
    [InlineData("iw", "he")]
    [InlineData("in", "id")]
    [InlineData("fil", "fil")]
    [InlineData("haw-US", "haw-US")]
    [InlineData("German", "de")]
    [InlineData("Deutsch", "de")]
    [InlineData("français", "fr")]
    [InlineData("Francais", "fr")]
    [InlineData("ESPAÑOL", "es")]
    [InlineData("Castilian", "es")]
    [InlineData("日本語", "ja")]
    [InlineData("русский", "ru")]
    [InlineData("Portuguese (Brazil)", "pt-BR")]
    [InlineData("English (US)", "en-US")]
    [InlineData("Norwegian Bokmål", "nb")]
    [InlineData("Filipino", "tl")]
    [InlineData("", null)]
    [InlineData("e", null)]
    [InlineData("en-", null)]
    [InlineData("en-US-GB", null)]
    [InlineData("en-US-x", null)]
    [InlineData("en-QQ", null)]
    [InlineData("zz", null)]
    [InlineData("und", null)]
    [InlineData("Klingonish", null)]
    [InlineData("English (Atlantis)", null)]
    public void A_language_becomes_its_tag(string text, string? expected) => Assert.Equal(expected, Find(text));

    private static string? Find(string text) => LanguageCodes.TryFind(text, out var tag) ? tag : null;
}
