using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ann@example.com", "ann@example.com")]
    [InlineData("  Ann@Example.COM\r\n", "ann@example.com")]
    [InlineData("<Ann@example.com>", "ann@example.com")]
    [InlineData("Ann Lee <ann@example.com>", "ann@example.com")]
    [InlineData("mailto:ann@example.com", "ann@example.com")]
    [InlineData("MAILTO:ann@example.com?subject=Hi", "ann@example.com")]
    [InlineData("<mailto:ann@example.com>", "ann@example.com")]
    [InlineData("\u200Bann@example.com\uFEFF", "ann@example.com")]
    [InlineData("ann@example.com.", "ann@example.com")]
    [InlineData("a.nn+news@example.com", "a.nn+news@example.com")]
    [InlineData("o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk")]
    [InlineData("ann@BÜCHER.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@bu\u0308cher.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@xn--bcher-kva.example", "ann@xn--bcher-kva.example")]
    [InlineData("ann@\u4F8B\u3048.jp", "ann@xn--r8jz45g.jp")]
    [InlineData("ann@\uFF45xample.com", "ann@example.com")]
    [InlineData("JOSE\u0301@example.com", "jos\u00E9@example.com")]
    [InlineData("jos\u00E9@example.com", "jos\u00E9@example.com")]
    [InlineData("ann@3com.example", "ann@3com.example")]
    public void One_form_comes_of_every_spelling(string raw, string expected)
    {
        Assert.True(EmailAddress.TryNormalise(raw, out var email));
        Assert.Equal(expected, email);
        Assert.True(EmailAddress.TryNormalise(email, out var again));
        Assert.Equal(expected, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.com")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.com")]
    [InlineData("ann@lee@example.com")]
    [InlineData("ann lee@example.com")]
    [InlineData("ann@exa mple.com")]
    [InlineData("ann\u0007@example.com")]
    [InlineData("ann@example.com, bob@example.com")]
    [InlineData("ann@example.com;bob@example.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann@.example.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@example-.com")]
    [InlineData("ann@exa_mple.com")]
    [InlineData("ann@192.0.2.1")]
    [InlineData("ann@[192.0.2.1]")]
    [InlineData("\"ann\"@example.com")]
    [InlineData("ann@example.com\0")]
    [InlineData("ann@\uFFFD.com")]
    [InlineData("a\u200Bn\u00E9@example.com")]
    [InlineData("<>")]
    [InlineData("mailto:")]
    public void What_is_no_address_is_refused(string? raw)
    {
        Assert.False(EmailAddress.TryNormalise(raw, out var email));
        Assert.Equal("", email);
    }

    [Fact]
    public void The_longest_address_is_254_characters_with_a_local_part_of_64()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 45), 4)) + ".exam";
        Assert.True(EmailAddress.TryNormalise($"{new string('a', 64)}@{domain}", out var longest));
        Assert.Equal(253, longest.Length);
        Assert.True(EmailAddress.TryNormalise($"{new string('a', 64)}@{domain}p", out _));
        Assert.False(EmailAddress.TryNormalise($"{new string('a', 64)}@{domain}pl", out _));
        Assert.False(EmailAddress.TryNormalise($"{new string('a', 65)}@example.com", out _));
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.False(EmailAddress.TryNormalise("ann@" + '\uD800' + ".com", out _));

    [Fact]
    public void An_address_in_its_normal_form_is_not_copied()
    {
        var text = new string("ann@example.com");
        Assert.True(EmailAddress.TryNormalise(text, out var email));
        Assert.Same(text, email);
    }
}
