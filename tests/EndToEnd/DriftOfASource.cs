using System.Net;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What a source sends is held against its contract: counted, shown, and in enforce mode set aside.</summary>
[Collection(IntakeTests.Name)]
public sealed class DriftOfASource(IntakeApp intake)
{
    private CdiApi Api => intake.App.Api;

    [Fact]
    public async Task Observed_drift_is_shown_through_the_api_and_the_tool_and_goes_when_it_is_acknowledged()
    {
        var person = Person.New();
        await TellAsync(IntakeApp.Observed, person, "shoeSize", "44");
        await Api.WaitForAsync(person);

        var source = (await Api.GetAsync("api/sources")).Items("sources").Single(s => s.Text("source") == IntakeApp.Observed);
        Assert.Equal("Observe", source.GetProperty("contract").Text("mode"));
        Assert.EndsWith($"/hooks/{IntakeApp.Observed}", source.Text("url"), StringComparison.Ordinal);
        Assert.True(source.GetProperty("received").GetInt64() >= 1);
        Assert.True(source.GetProperty("drift").GetInt32() >= 1);
        Assert.NotNull(source.Text("lastReceived"));

        var entry = (await DriftAsync(IntakeApp.Observed)).Single(d => d.Text("path") == "contact.shoeSize");
        Assert.Equal(("NewField", "contact", "text"), (entry.Text("kind"), entry.Text("object"), entry.Text("seen")));
        Assert.Equal("3", entry.Text("contractVersion"));
        Assert.StartsWith("shop-", entry.Text("change"), StringComparison.Ordinal);

        var cli = await CommandLine.RunAsync(intake.App.Process, "drift", IntakeApp.Observed);
        Assert.Contains("contact.shoeSize", cli.Output, StringComparison.Ordinal);
        cli = await CommandLine.RunAsync(intake.App.Process, "drift", IntakeApp.Observed, "--acknowledge", entry.Text("id")!);
        Assert.Equal((0, ""), (cli.Code, cli.Errors));
        Assert.DoesNotContain(await DriftAsync(IntakeApp.Observed), d => d.Text("id") == entry.Text("id"));

        // Again, and it is back.
        await TellAsync(IntakeApp.Observed, Person.New(), "shoeSize", "45");
        Assert.Contains(await DriftAsync(IntakeApp.Observed), d => d.Text("id") == entry.Text("id"));
    }

    [Fact]
    public async Task An_enforced_contract_sets_the_record_aside_whole()
    {
        var person = Person.New();
        await TellAsync(IntakeApp.Enforced, person, "city", "York", withoutEmail: true);

        Assert.Contains(await DriftAsync(IntakeApp.Enforced), d => d.Text("kind") == "MissingField" && d.Text("path") == "contact.email");
        var waiting = (await Api.GetAsync("api/quarantine")).Items("items").Where(i => i.Text("source") == IntakeApp.Enforced).ToList();
        Assert.Contains(waiting, i => i.Text("reason")!.Contains("contact.email is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_missing()
    {
        using var source = await Api.SendAsync(HttpMethod.Get, "api/sources/nowhere/drift");
        Assert.Equal(HttpStatusCode.NotFound, source.StatusCode);
        using var entry = await Api.SendAsync(HttpMethod.Delete, $"api/sources/{IntakeApp.Observed}/drift/0000");
        Assert.Equal(HttpStatusCode.NotFound, entry.StatusCode);
        Assert.Contains("drift-not-found", await entry.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var anonymous = await Api.SendAsync(HttpMethod.Get, "api/sources", key: "");
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    private async Task TellAsync(string source, Person person, string field, string value, bool withoutEmail = false)
    {
        var contact = new Dictionary<string, string> { ["email"] = person.Email, [field] = value };
        if (withoutEmail)
        {
            contact.Remove("email");
        }

        await new ShopVendor(intake.App.Process, ShopVendor.Secret, source).TellAsync(person.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System.GetUtcNow(), contact);
    }

    private async Task<IReadOnlyList<JsonElement>> DriftAsync(string source) => (await Api.GetAsync($"api/sources/{source}/drift")).Items("drift");
}
