using System.Globalization;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>Two systems that are source and destination report every call back by webhook, each with a case of its own.</summary>
public sealed class TwoSystemsThatReportBack
{
    [Fact]
    public async Task The_calls_stop_and_the_golden_profile_keeps_what_was_said_first()
    {
        await using var upper = await Receiver.StartAsync();
        await using var title = await Receiver.StartAsync();

        // No source is trusted more than another: the newest says what counts, and a report is newer than what it reports.
        using var config = new TestConfig().With("policy.json", "{}")
            .WithShop("upper", "shop-webhook-secret").WithDestination("to-upper", upper.Url, system: "upper")
            .WithShop("title", "shop-webhook-secret").WithDestination("to-title", title.Url, system: "title");
        await using var app = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = config.Folder, Secrets = WatchedApp.AllSecrets });
        upper.Answer = call => ReportAsync(new ShopVendor(app.Process, ShopVendor.Secret, "upper"), call, text => text.ToUpperInvariant());
        title.Answer = call => ReportAsync(new ShopVendor(app.Process, ShopVendor.Secret, "title"), call, text =>
            CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()));

        var person = Person.New();
        var name = $"{person.FirstName} de la {person.LastName}";
        await app.HubSpot.TellAsync(
            HubSpotVendor.Property(person, "email", person.Email, TimeProvider.System.GetUtcNow()),
            HubSpotVendor.Property(person, "firstname", name, TimeProvider.System.GetUtcNow()));
        await upper.CallAsync(person);
        await title.CallAsync(person);
        await app.Api.WaitForAsync(person, p => p.Items("records").Count == 3);

        // A loop would make tens of rounds in this time.
        await Eventually.StayAsync(TimeSpan.FromSeconds(3));
        Assert.InRange(upper.Calls.Count, 1, 3);
        Assert.InRange(title.Calls.Count, 1, 3);
        var profile = await app.Api.WaitForAsync(person);
        Assert.Equal(name, profile.Golden("firstName"));
        Assert.Equal("hubspot", profile.Text("fields", "firstName", "source"));
        var reported = profile.Items("records").Single(r => r.Text("source") == "upper");
        Assert.Equal("true", reported.Text("fields", "firstName", "echo"), ignoreCase: true);
    }

    /// <summary>The system stores the name in its own case and reports its record at once, before it has answered.</summary>
    private static async Task<ReceiverAnswer> ReportAsync(ShopVendor vendor, ReceivedCall call, Func<string, string> store)
    {
        if (call.Json.Text("data", "id") is { } id && call.Field("email") is { } email && call.Field("firstName") is { } name)
        {
            await vendor.TellAsync(id, TimeProvider.System.GetUtcNow(), new() { ["email"] = email, ["firstName"] = store(name) });
        }

        return ReceiverAnswer.Ok;
    }
}
