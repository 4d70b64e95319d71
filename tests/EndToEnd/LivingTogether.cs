using System.Net;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>Who lives together is asked of the app and of the command line, and stays a person of their own.</summary>
[Collection(IntakeTests.Name)]
public sealed class LivingTogether(IntakeApp intake)
{
    private CdiApi Api => intake.App.Api;

    [Fact]
    public async Task Two_at_one_address_list_each_other_by_id_until_one_moves()
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        var (one, other) = (Person.New(), Person.New());
        var town = $"Town {one.Number}";
        foreach (var person in (Person[])[one, other])
        {
            await TellAsync(person, at, town);
        }

        var (first, second) = ((await InTownAsync(one, town)).Id(), (await InTownAsync(other, town)).Id());
        Assert.NotEqual(first, second);
        Assert.Equal([second], await MembersAsync(first));
        Assert.Equal([first], await MembersAsync(second));

        await TellAsync(other, at.AddMinutes(1), "Elsewhere");
        await InTownAsync(other, "Elsewhere");

        Assert.Empty(await MembersAsync(first));
        using var unknown = await Api.SendAsync(HttpMethod.Get, "api/profiles/0198c0de-0000-7000-8000-000000000000/household");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private Task TellAsync(Person person, DateTimeOffset at, string town) => intake.App.HubSpot.TellAsync(
        HubSpotVendor.Created(person, at),
        HubSpotVendor.Property(person, "email", person.Email, at),
        HubSpotVendor.Property(person, "lastname", "Doe", at),
        HubSpotVendor.Property(person, "city", town, at));

    private Task<JsonElement> InTownAsync(Person person, string town) =>
        Api.WaitForAsync(person, p => p.GetProperty("fields").TryGetProperty("city", out var city) && city.Text("value") == town);

    private async Task<IReadOnlyList<string?>> MembersAsync(string id) =>
        [.. (await Api.GetAsync($"api/profiles/{id}/household")).GetProperty("members").EnumerateArray().Select(m => m.GetString())];
}
