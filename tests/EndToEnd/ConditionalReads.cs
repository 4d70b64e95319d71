using System.Net;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A reader who names the version that it has is told only of newer ones.</summary>
[Collection(IntakeTests.Name)]
public sealed class ConditionalReads(IntakeApp intake)
{
    [Fact]
    public async Task The_same_version_is_answered_304_without_a_body_and_a_newer_one_in_full()
    {
        var person = Person.New();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        await intake.App.HubSpot.TellAsync(HubSpotVendor.Contact(person, at));
        await intake.App.Api.WaitForAsync(person);
        var found = (await intake.App.Api.FindAsync("email", person.Email))!;
        var path = $"api/profiles/{found.Profile.Id()}";

        foreach (var tag in new[] { found.ETag, $"W/{found.ETag}", $"\"other\", {found.ETag}", "*" })
        {
            using var same = await intake.App.Api.SendAsync(HttpMethod.Get, path, ifNoneMatch: tag);
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.Equal(found.ETag, same.Headers.ETag?.ToString());
            Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        }

        await intake.App.HubSpot.TellAsync(HubSpotVendor.Property(person, "city", "Whitby", at.AddMinutes(1)));
        await intake.App.Api.WaitForAsync(person, p => p.Golden("city") == "Whitby");
        using var newer = await intake.App.Api.SendAsync(HttpMethod.Get, path, ifNoneMatch: found.ETag);
        Assert.Equal(HttpStatusCode.OK, newer.StatusCode);
        Assert.NotEqual(found.ETag, newer.Headers.ETag?.ToString());
    }
}
