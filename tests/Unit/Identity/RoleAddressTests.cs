using ServerlessCdi.Core.Identity;

namespace ServerlessCdi.Tests.Unit.Identity;

public sealed class RoleAddressTests
{
    [Theory]
    [InlineData("info@example.com")]
    [InlineData("no-reply@example.com")]
    [InlineData("noreply@mail.example.com")]
    [InlineData("do_not_reply@example.com")]
    [InlineData("customer.service@example.com")]
    [InlineData("sales+spring@example.com")]
    [InlineData("büro@example.de")]
    [InlineData("mailer-daemon@example.com")]
    public void An_address_of_a_function_is_one_however_it_is_written(string email) => Assert.True(RoleAddress.Is(email));

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("infobell@example.com")]
    [InlineData("ada.sales@example.com")]
    [InlineData("ada+info@example.com")]
    [InlineData("ada@info.example.com")]
    [InlineData("...@example.com")]
    [InlineData("not an address")]
    public void A_persons_address_is_none(string email) => Assert.False(RoleAddress.Is(email));

    [Fact]
    public void The_longest_local_part_is_read_to_its_end() => Assert.False(RoleAddress.Is($"{new string('a', 65)}@example.com"));
}
