using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class IdentifierRulesTests
{
    [Theory]
    [InlineData("email", " Ann@Example.com ", null, "ann@example.com")]
    [InlineData("phone", "(020) 7946 0123", "GB", "+442079460123")]
    [InlineData("phone", "+44 20 7946 0123", null, "+442079460123")]
    [InlineData("user_id", " User-1 ", null, "User-1")]
    [InlineData("anonymous_id", "0b1c", null, "0b1c")]
    [InlineData("device_id", "AB-12", null, "AB-12")]
    [InlineData("account_id", "1", null, "1")]
    [InlineData("account_id", "testing", null, "testing")]
    public void A_value_comes_to_the_form_of_its_type(string type, string raw, string? region, string expected)
    {
        Assert.True(IdentifierRules.TryNormalise(type, raw, region, out var identifier));
        Assert.Equal(new Identifier(type, expected), identifier);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData(" Anonymous ")]
    [InlineData("undefined")]
    [InlineData("none")]
    [InlineData("N/A")]
    [InlineData("unknown")]
    [InlineData("test")]
    [InlineData("[object Object]")]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("a\nb")]
    public void What_programs_write_for_nobody_is_refused(string? raw)
    {
        foreach (var type in new[] { Identifier.UserId, Identifier.AnonymousId, Identifier.DeviceId, "loyalty_card" })
        {
            Assert.False(IdentifierRules.TryNormalise(type, raw, null, out var identifier));
            Assert.Equal(default, identifier);
        }
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void An_id_has_at_most_256_characters(int length, bool allowed) =>
        Assert.Equal(allowed, IdentifierRules.TryNormalise(Identifier.UserId, new string('a', length), null, out _));

    [Fact]
    public void A_value_of_no_type_is_refused() => Assert.False(IdentifierRules.TryNormalise("", "a", null, out _));

    [Theory]
    [InlineData("email", "not an address")]
    [InlineData("phone", "020 7946 0123")]
    public void An_email_or_phone_that_is_none_is_refused(string type, string raw) =>
        Assert.False(IdentifierRules.TryNormalise(type, raw, null, out _));
}
