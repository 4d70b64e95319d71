using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What the app writes at the level that operators run it at tells nobody who a customer is, whatever went wrong.</summary>
public sealed class PersonalDataInLogs
{
    [Fact]
    public async Task Neither_what_went_well_nor_what_was_refused_quarantined_or_not_delivered_shows_who_someone_is()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = call => Task.FromResult(new ReceiverAnswer(call.Json.Text("data", "version") == "1" ? 422 : 503));
        using var config = new TestConfig().WithDestination("failing", receiver.Url);
        await using var app = await WatchedApp.StartAsync(new AppSetup { ConfigFolder = config.Folder, Secrets = WatchedApp.AllSecrets });
        var person = Person.New();
        var now = TimeProvider.System.GetUtcNow();

        await app.HubSpot.TellAsync([.. HubSpotVendor.Contact(person, now), new { subscriptionType = "contact.propertyChange", propertyValue = person.Email }]);
        await app.SendGrid.TellAsync(SendGridVendor.Event(person, "unsubscribe", "sg-log", now));
        var body = Encoding.UTF8.GetBytes(HubSpotVendor.Body(HubSpotVendor.Contact(person, now)));
        foreach (var request in new[]
        {
            new HubSpotVendor(app.Process, "wrong").Request(body),
            app.HubSpot.Request(body, now.AddHours(-1)),
            app.Shop.Request(Encoding.UTF8.GetBytes($"{{\"{person.Email}\":\"{person.FirstName} {person.LastName}\"}}")),
            new HttpRequestMessage(HttpMethod.Get, new Uri($"api/nowhere?email={person.Email}", UriKind.Relative)),
            new HttpRequestMessage(HttpMethod.Post, new Uri($"hooks/{person.FirstName}", UriKind.Relative)) { Content = JsonContent(person) },
        })
        {
            using var answer = await app.Process.Http.SendAsync(request);
            request.Dispose();
        }

        await app.Api.WaitForAsync(person, p => p.Consent("marketing") is not null);
        await app.Api.FindAsync("phone", person.Phone + "9");
        await receiver.CallAsync(person);
        var listed = (await app.Api.GetAsync("api/quarantine")).Items("items");

        Assert.True(listed.Count >= 2, "Something should wait in quarantine.");
        Assert.Contains("hubspot", app.Process.Output, StringComparison.Ordinal);
        WatchedApp.RefusePersonalData(app.Process.Output);
    }

    private static StringContent JsonContent(Person person) => new(JsonSerializer.Serialize(person), Encoding.UTF8, "application/json");
}
