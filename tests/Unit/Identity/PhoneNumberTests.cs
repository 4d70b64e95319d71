using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class PhoneNumberTests
{
    [Fact]
    public void A_number_of_any_region_is_understood_as_written_at_home_and_abroad()
    {
        var wrong = new List<string>();
        var regions = 0;
        foreach (var (region, e164, national, international) in ExampleNumbers.All())
        {
            regions++;
            Check(national, region);
            Check(international, null);
            Check(international, "US");
            Check(e164, region);
            Check(e164[1..], "CU", "119");
            Check($"00{e164[1..]}", "FR");

            void Check(string text, string? from, string prefix = "")
            {
                if (!PhoneNumber.TryParse(prefix + text, from, out var read) || read != e164)
                {
                    wrong.Add($"{region}: {prefix + text} in {from ?? "-"} gave '{read}', not {e164}");
                }
            }
        }

        Assert.True(regions >= 200, $"{regions} regions");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("+44 (20) 7946-0123", null)]
    [InlineData("+44 (0)20 7946 0123", null)]
    [InlineData("+44 (0) 20 7946 0123", "US")]
    [InlineData("0044 20 7946 0123", "GB")]
    [InlineData("+0044 20 7946 0123", null)]
    [InlineData("011 44 20 7946 0123", "US")]
    [InlineData("0011 44 20 7946 0123", "AU")]
    [InlineData("00 44 20 7946 0123", "DE")]
    [InlineData("(020) 7946 0123", "GB")]
    [InlineData("(020) 7946 0123", "gb")]
    [InlineData("020.7946.0123", "GB")]
    [InlineData("20 7946 0123", "GB")]
    [InlineData("44 20 7946 0123", "GB")]
    [InlineData("tel:+44-20-7946-0123", null)]
    [InlineData("tel:+44-20-7946-0123;ext=12", null)]
    [InlineData("+44 20 7946 0123 ext. 5", null)]
    [InlineData("+44 20 7946 0123x5", null)]
    [InlineData("+44 20 7946 0123 Extension: 1234", null)]
    [InlineData("+44 20 7946 0123 #5", null)]
    [InlineData("+44 20 7946 0123,,5", null)]
    [InlineData("\u202A+44 20 7946\u00A00123\u202C", null)]
    [InlineData("+44\u201120\u20117946\u20110123", null)]
    [InlineData("\uFF0B\uFF14\uFF14 \uFF12\uFF10 7946 0123", null)]
    [InlineData("+\u0664\u0664 20 7946 0123", null)]
    public void Every_spelling_of_a_number_is_one_number(string text, string? region)
    {
        Assert.True(PhoneNumber.TryParse(text, region, out var e164));
        Assert.Equal("+442079460123", e164);
    }

    [Theory]
    [InlineData("02 1234 5678", "IT", "+390212345678")]
    [InlineData("+39 02 1234 5678", null, "+390212345678")]
    [InlineData("+39 06 698 12345", "VA", "+390669812345")]
    [InlineData("011 15-2345-6789", "AR", "+5491123456789")]
    [InlineData("+54 9 11 2345 6789", null, "+5491123456789")]
    [InlineData("0221 15 456-7890", "AR", "+5492214567890")]
    [InlineData("02966 15 41 2345", "AR", "+5492966412345")]
    [InlineData("+54 11 2345 6789", null, "+541123456789")]
    [InlineData("+52 1 55 1234 5678", null, "+525512345678")]
    [InlineData("044 55 1234 5678", "MX", "+525512345678")]
    [InlineData("01 55 1234 5678", "MX", "+525512345678")]
    [InlineData("0 15 11 96123-4567", "BR", "+5511961234567")]
    [InlineData("(11) 2345-6789", "BR", "+551123456789")]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567")]
    [InlineData("812 345-67-89", "RU", "+78123456789")]
    [InlineData("06 1 234 5678", "HU", "+3612345678")]
    [InlineData("06 20 123 4567", "HU", "+36201234567")]
    [InlineData("1 (212) 555-0123", "US", "+12125550123")]
    [InlineData("212-555-0123", "CA", "+12125550123")]
    [InlineData("555-0123", "BB", "+12465550123")]
    [InlineData("0549 886377", "SM", "+3780549886377")]
    [InlineData("886377", "SM", "+3780549886377")]
    [InlineData("+34 (0) 912 345 678", null, "+34912345678")]
    [InlineData("8 029 123-45-67", "BY", "+375291234567")]
    [InlineData("010 1 212 555 0123", "JP", "+12125550123")]
    [InlineData("810 1 212 555 0123", "RU", "+12125550123")]
    public void A_countrys_own_habits_are_understood(string text, string? region, string expected)
    {
        Assert.True(PhoneNumber.TryParse(text, region, out var e164));
        Assert.Equal(expected, e164);
    }

    [Theory]
    [InlineData(null, "US")]
    [InlineData("", "US")]
    [InlineData("   ", "US")]
    [InlineData("+", "US")]
    [InlineData("1-800-FLOWERS", "US")]
    [InlineData("+1 800 FLOWERS", null)]
    [InlineData("020 7946 0123", null)]
    [InlineData("020 7946 0123", "XX")]
    [InlineData("020 7946 0123", "GBR")]
    [InlineData("+44 20 7946", null)]
    [InlineData("+44 20 7946 0123 4567", null)]
    [InlineData("+999 20 7946 0123", null)]
    [InlineData("+210 20 7946 0123", null)]
    [InlineData("++44 20 7946 0123", null)]
    [InlineData("44+20 7946 0123", "GB")]
    [InlineData("123 456 7890", "US")]
    [InlineData("211 155 0123", "US")]
    [InlineData("212 155 0123", "US")]
    [InlineData("555-0123", "US")]
    [InlineData("999 999 9999", "IN")]
    [InlineData("0000000000", "GB")]
    [InlineData("+44 20 7946 0123 or 0124", null)]
    [InlineData("+44 20 7946 0123 ext. five", null)]
    [InlineData("ext. 5", "GB")]
    [InlineData("7946-0123;phone-context=+4420", "GB")]
    [InlineData("4111 1111 1111 1111", "US")]
    [InlineData("12345678901234567890123456789012345", "US")]
    [InlineData("+12345678901234567890123456789012345", null)]
    [InlineData("n/a", "US")]
    [InlineData("15 2345 6789", "AR")]
    public void What_is_no_number_is_refused(string? text, string? region)
    {
        Assert.False(PhoneNumber.TryParse(text, region, out var e164));
        Assert.Equal("", e164);
    }

    [Fact]
    public void A_normal_form_is_its_own_normal_form()
    {
        foreach (var (_, e164, _, _) in ExampleNumbers.All())
        {
            Assert.True(PhoneNumber.TryParse(e164, null, out var again), e164);
            Assert.Equal(e164, again);
        }
    }
}
