using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Tests.Storage.Adapters;

public sealed class KeyTexts
{
    [Theory]
    [InlineData("hubspot-eu", "hubspot-eu")]
    [InlineData("external:crm:contact", "external:crm:contact")]
    [InlineData("*", "*")]
    [InlineData("a/b\\c#d?e", "a=2Fb=5Cc=23d=3Fe")]
    [InlineData("a|b'c=d%e\n", "a=7Cb=27c=3Dd=25e=0A")]
    [InlineData("č", "=C4=8D")]
    [InlineData("", "")]
    public void Only_what_keys_and_filters_allow_is_left_as_it_is(string text, string key) => Assert.Equal(key, KeyText.Escape(text));

    [Fact]
    public void A_long_part_is_cut_and_still_tells_two_apart()
    {
        var one = KeyText.Escape(new string('a', 400) + "1");
        var two = KeyText.Escape(new string('a', 400) + "2");

        Assert.Equal((KeyText.MaxPart, KeyText.MaxPart), (one.Length, two.Length));
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Newer_moments_sort_first()
    {
        var old = KeyText.Descending(new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var young = KeyText.Descending(new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)));

        Assert.True(string.CompareOrdinal(young, old) < 0);
        Assert.Equal((19, 19), (old.Length, young.Length));
    }
}
