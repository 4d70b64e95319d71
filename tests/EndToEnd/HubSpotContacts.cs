using System.Net;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What HubSpot reports becomes one golden profile, in whatever order and however often it comes.</summary>
[Collection(IntakeTests.Name)]
public sealed class HubSpotContacts(IntakeApp intake)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private CdiApi Api => intake.App.Api;

    private HubSpotVendor HubSpot => intake.App.HubSpot;

    [Fact]
    public async Task A_signed_batch_becomes_a_golden_profile_that_says_where_each_field_comes_from()
    {
        var person = Person.New();
        var at = Now.AddMinutes(-2);
        await HubSpot.TellAsync(HubSpotVendor.Contact(person, at));

        var profile = await Api.WaitForAsync(person);

        Assert.Equal(person.FirstName, profile.Golden("firstName"));
        Assert.Equal(person.LastName, profile.Golden("lastName"));
        Assert.Equal(person.Phone, profile.Golden("phone"));
        var city = profile.GetProperty("fields").GetProperty("city");
        Assert.Equal("London", city.Text("value"));
        Assert.Equal("hubspot", city.Text("source"));
        Assert.Equal("contact", city.Text("object"));
        Assert.Equal(person.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), city.Text("record"));
        Assert.Equal("only-value", city.Text("rule"));
        Assert.Equal(at.ToUnixTimeMilliseconds(), city.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.False(string.IsNullOrEmpty(city.Text("change")));
    }

    [Fact]
    public async Task A_person_is_found_by_email_by_a_phone_in_any_spelling_and_by_id()
    {
        var person = Person.New();
        await HubSpot.TellAsync(HubSpotVendor.Contact(person, Now));
        var id = (await Api.WaitForAsync(person)).Id();
        var national = "0" + person.Phone[3..];

        (string Type, string Value, string? Region)[] spellings =
        [
            ("email", person.Email.ToUpperInvariant(), null),
            ("email", $"  {person.Email} ", null),
            ("phone", person.Phone, null),
            ("phone", $"+44 (0)20 {person.Phone[5..9]} {person.Phone[9..]}", null),
            ("phone", $"0044{person.Phone[3..]}", "GB"),
            ("phone", $"{national[..3]}-{national[3..7]}-{national[7..]}", "GB"),
        ];
        foreach (var (type, value, region) in spellings)
        {
            var found = await Api.FindAsync(type, value, region);
            Assert.True(found is not null, $"not found by {type} in the spelling {value.Replace(person.Email, "address", StringComparison.OrdinalIgnoreCase)}");
            Assert.Equal(id, found.Profile.Id());
        }

        Assert.Equal(id, (await Api.GetAsync($"api/profiles/{id}")).Id());
    }

    [Fact]
    public async Task The_timeline_tells_every_change_once_newest_first()
    {
        var person = Person.New();
        var at = Now.AddMinutes(-10);
        await HubSpot.TellAsync(HubSpotVendor.Contact(person, at));
        await HubSpot.TellAsync(HubSpotVendor.Property(person, "city", "Ockham", at.AddMinutes(1)));

        var profile = await Api.WaitForAsync(person, p => p.Golden("city") == "Ockham");
        var entries = await Api.TimelineAsync(profile.Id());

        Assert.Equal(7, entries.Count);
        Assert.Equal("Ockham", entries[0].Text("fields", "city"));
        Assert.Equal(entries.Count, entries.Select(e => e.Text("id")).Distinct().Count());
        var times = entries.Select(e => e.GetProperty("occurredAt").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        var page = await Api.GetAsync($"api/profiles/{profile.Id()}/timeline?limit=1");
        Assert.Single(page.Items("entries"));
        Assert.NotNull(page.Text("next"));
    }

    [Fact]
    public async Task Why_names_the_winner_and_the_loser_when_a_second_source_says_something_else()
    {
        var person = Person.New();
        await HubSpot.TellAsync(HubSpotVendor.Contact(person, Now.AddHours(-1)));
        await Api.WaitForAsync(person);
        await intake.App.Shop.TellAsync(person.UserId, Now, new() { ["email"] = person.Email, ["firstName"] = "Shopname", ["city"] = "Leeds" });

        // The shipped policy trusts the shop most with cities, and HubSpot with everything else.
        var profile = await Api.WaitForAsync(person, p => p.Golden("city") == "Leeds");
        Assert.Equal(person.FirstName, profile.Golden("firstName"));
        Assert.Equal("shop", profile.Text("fields", "city", "source"));

        var why = await Api.GetAsync($"api/profiles/{profile.Id()}/why/city");
        Assert.Equal("Leeds", why.Text("winner", "value"));
        Assert.Equal("source-priority", why.Text("winner", "rule"));
        var loser = Assert.Single(why.Items("losers"));
        Assert.Equal("London", loser.Text("value"));
        Assert.Equal("hubspot", loser.Text("source"));
        Assert.Equal("source-priority", loser.Text("lostBy"));

        using var unknown = await Api.SendAsync(HttpMethod.Get, $"api/profiles/{profile.Id()}/why/shoeSize");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_deleted_contact_says_nothing_until_it_is_restored()
    {
        var person = Person.New();
        var at = Now.AddMinutes(-10);
        await HubSpot.TellAsync(HubSpotVendor.Contact(person, at));
        var id = (await Api.WaitForAsync(person)).Id();

        await HubSpot.TellAsync(HubSpotVendor.Deleted(person, at.AddMinutes(1)));
        await Eventually.BeAsync("a profile without fields", async () => await FieldCountAsync(id) == 0);

        await HubSpot.TellAsync(HubSpotVendor.Restored(person, at.AddMinutes(2)), HubSpotVendor.Property(person, "city", "Bath", at.AddMinutes(2)));
        await Eventually.BeAsync("the restored profile", async () => await FieldCountAsync(id) > 0);
        var restored = await Api.GetAsync($"api/profiles/{id}");
        Assert.Equal("Bath", restored.Golden("city"));
        Assert.False(Assert.Single(restored.Items("records")).GetProperty("deleted").GetBoolean());
    }

    [Fact]
    public async Task When_HubSpot_merges_two_contacts_two_persons_become_one_and_the_old_id_leads_to_the_survivor()
    {
        var first = Person.New();
        var second = Person.New();
        await HubSpot.TellAsync(HubSpotVendor.Contact(first, Now.AddMinutes(-10)));
        var firstId = (await Api.WaitForAsync(first)).Id();
        await HubSpot.TellAsync(HubSpotVendor.Contact(second, Now.AddMinutes(-9)));
        var secondId = (await Api.WaitForAsync(second)).Id();
        Assert.NotEqual(firstId, secondId);

        await HubSpot.TellAsync(HubSpotVendor.Merged(first, second, Now));
        await Eventually.BeAsync("one person", async () => (await Api.GetAsync($"api/profiles/{secondId}")).Id() == firstId);

        Assert.Equal(firstId, (await Api.WaitForAsync(second)).Id());
        Assert.Equal(firstId, (await Api.WaitForAsync("phone", second.Phone, _ => true)).Id());

        // The old id leads on from the merge's first step; both histories are together after its last.
        await Eventually.BeAsync("both histories", async () => (await Api.TimelineAsync(firstId)).Count == 13);
        Assert.Single(await Api.TimelineAsync(firstId), e => e.Text("kind") == "Merge");
    }

    [Fact]
    public async Task A_redelivered_batch_changes_nothing()
    {
        var person = Person.New();
        var body = HubSpotVendor.Body(HubSpotVendor.Contact(person, Now));
        await SendAsync(body);
        var before = await StableAsync(person);
        var duplicates = await Api.EndedAsync("Duplicate") + await Api.EndedAsync("Stale");

        // The attempt's number is what HubSpot counts up; the message is then another one for the queue too.
        await SendAsync(body.Replace("\"attemptNumber\":0", "\"attemptNumber\":1", StringComparison.Ordinal) + " ");
        await SendAsync(HubSpotVendor.Body([.. JsonSerializer.Deserialize<object[]>(body)!.Take(3)]));
        await Eventually.BeAsync("duplicates", async () => await Api.EndedAsync("Duplicate") + await Api.EndedAsync("Stale") >= duplicates + 3);

        var after = await StableAsync(person);
        Assert.Equal(before.ETag, after.ETag);
        Assert.Equal(before.Profile.GetProperty("fields").ToString(), after.Profile.GetProperty("fields").ToString());
        var timeline = await Api.TimelineAsync(after.Profile.Id());
        Assert.Equal(6, timeline.Count);
    }

    [Fact]
    public async Task Disorder_makes_the_same_profile()
    {
        var (ordered, disordered) = (Person.New(), Person.New());
        var at = Now.AddMinutes(-30);
        await HubSpot.TellAsync(Story(ordered, at));
        foreach (var e in Story(disordered, at).Reverse())
        {
            await HubSpot.TellAsync(e);
        }

        var first = await Api.WaitForAsync(ordered, p => p.GetProperty("fields").EnumerateObject().Count() == 6);
        var second = await Api.WaitForAsync(disordered, p => p.GetProperty("fields").EnumerateObject().Count() == 6
            && p.Items("records").Count == 1);
        await Eventually.BeAsync("the whole story", async () => (await Api.TimelineAsync(second.Id())).Count == 9);
        second = (await Api.FindAsync("email", disordered.Email))!.Profile;

        Assert.Equal(Values(first, ordered), Values(second, disordered));
        Assert.Equal("Ockham", second.Golden("city"));
    }

    private static object[] Story(Person person, DateTimeOffset at) =>
    [
        .. HubSpotVendor.Contact(person, at),
        HubSpotVendor.Property(person, "city", "Leeds", at.AddMinutes(1)),
        HubSpotVendor.Property(person, "city", "Ockham", at.AddMinutes(3)),
        HubSpotVendor.Property(person, "company", "Analytical Engines", at.AddMinutes(2)),
    ];

    /// <summary>Fields, times and rules, without what is each person's own.</summary>
    private static List<string> Values(JsonElement profile, Person person) => [.. profile.GetProperty("fields").EnumerateObject().Select(f =>
        $"{f.Name}={f.Value.Text("value")} {f.Value.Text("time")} {f.Value.Text("rule")}"
            .Replace(person.Email, "email", StringComparison.Ordinal)
            .Replace(person.Phone, "phone", StringComparison.Ordinal)
            .Replace(person.FirstName, "first", StringComparison.Ordinal)
            .Replace(person.LastName, "last", StringComparison.Ordinal))];

    private async Task<int> FieldCountAsync(string id) => (await Api.GetAsync($"api/profiles/{id}")).GetProperty("fields").EnumerateObject().Count();

    private async Task SendAsync(string body)
    {
        using var answer = await HubSpot.SendAsync(body);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private async Task<Found> StableAsync(Person person)
    {
        await Api.WaitForAsync(person, p => p.GetProperty("fields").EnumerateObject().Count() == 5);
        return (await Api.FindAsync("email", person.Email))!;
    }
}
