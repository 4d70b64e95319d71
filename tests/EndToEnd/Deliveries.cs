using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>What a destination is told, and when it is left alone.</summary>
[Collection(DeliveryTests.Name)]
public sealed class Deliveries(DeliveryApp delivery)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private WatchedApp App => delivery.App;

    [Fact]
    public async Task A_receiver_is_told_of_the_golden_profile_in_a_call_whose_signature_the_conventions_own_library_accepts()
    {
        var person = Person.New();
        await App.HubSpot.TellAsync(HubSpotVendor.Contact(person, Now));

        var call = await LastCallAsync(delivery.PlainReceiver, person, c => c.Field("firstName") == person.FirstName);

        Assert.Equal("profile.updated", call.Json.Text("type"));
        Assert.Equal((await App.Api.WaitForAsync(person)).Id(), call.Json.Text("data", "id"));
        Assert.Equal(person.Email, call.Field("email"));
        var headers = call.Headers.Where(h => h.Key.StartsWith("webhook-", StringComparison.Ordinal)).ToDictionary(h => h.Key, h => h.Value);
        var verdict = await TrackingClients.AskAsync("standard-webhooks-judge.mjs", "standardwebhooks", new { secret = Receiver.Secret, body = call.Body, headers });
        Assert.True(verdict.GetProperty("genuine").GetBoolean());
        Assert.False(verdict.GetProperty("tampered").GetBoolean());
        await Eventually.BeAsync("the delivery in the profile", async () => (await App.Api.WaitForAsync(person)).Delivery(DeliveryApp.Plain).Text("outcome") == "Sent");
    }

    [Fact]
    public async Task Fields_that_are_not_listed_never_leave()
    {
        var person = Person.New();
        await App.HubSpot.TellAsync([.. HubSpotVendor.Contact(person, Now), HubSpotVendor.Property(person, "company", "Secretive Ltd", Now)]);
        await LastCallAsync(delivery.PlainReceiver, person, c => c.Field("firstName") == person.FirstName);

        foreach (var call in new[] { delivery.PlainReceiver, delivery.MoodyReceiver }.SelectMany(r => r.CallsAbout(person)))
        {
            Assert.DoesNotContain("Secretive", call.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(person.LastName, call.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(person.Phone, call.Body, StringComparison.Ordinal);
            Assert.Subset(new HashSet<string> { "email", "firstName" }, call.Json.GetProperty("data").GetProperty("fields").EnumerateObject().Select(f => f.Name).ToHashSet());
        }
    }

    [Fact]
    public async Task A_change_of_what_the_destination_is_not_told_makes_no_call()
    {
        var person = Person.New();
        await App.HubSpot.TellAsync(HubSpotVendor.Contact(person, Now.AddMinutes(-1)));
        await LastCallAsync(delivery.PlainReceiver, person, c => c.Field("firstName") == person.FirstName);
        await Eventually.BeAsync("the delivery's end", async () => (await App.Api.WaitForAsync(person)).Delivery(DeliveryApp.Plain).Text("outcome") == "Sent");
        var calls = delivery.PlainReceiver.CallsAbout(person).Count;
        var unchanged = await App.Api.DeliveriesAsync("Unchanged");

        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "city", "Hove", Now));
        await App.Api.WaitForAsync(person, p => p.Golden("city") == "Hove");
        await Eventually.BeAsync("an unchanged delivery", async () => await App.Api.DeliveriesAsync("Unchanged") > unchanged);
        Assert.Equal(calls, delivery.PlainReceiver.CallsAbout(person).Count);
    }

    [Fact]
    public async Task Who_needs_consent_is_told_only_while_it_is_granted()
    {
        var person = Person.New();
        var contact = new Dictionary<string, string> { ["email"] = person.Email, ["firstName"] = person.FirstName };
        await App.Shop.TellAsync(person.UserId, Now.AddMinutes(-5), contact);
        await LastCallAsync(delivery.PlainReceiver, person, _ => true);
        var withheld = await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Consenting).Text("outcome") == "Withheld");
        Assert.Contains("consent for marketing by email", withheld.Delivery(DeliveryApp.Consenting).Text("reason"), StringComparison.Ordinal);
        Assert.Empty(delivery.ConsentingReceiver.CallsAbout(person));

        await App.Shop.TellAsync(person.UserId, Now.AddMinutes(-4), contact, "granted");
        await delivery.ConsentingReceiver.CallAsync(person);
        await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Consenting).Text("outcome") == "Sent");

        await App.Shop.TellAsync(person.UserId, Now.AddMinutes(-3), contact, "withdrawn");
        await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Consenting).Text("outcome") == "Withheld");
        var calls = delivery.ConsentingReceiver.CallsAbout(person).Count;
        await App.Shop.TellAsync(person.UserId, Now.AddMinutes(-2), new() { ["email"] = person.Email, ["firstName"] = "Renamed" });
        await LastCallAsync(delivery.PlainReceiver, person, c => c.Field("firstName") == "Renamed");
        await Eventually.BeAsync("all deliveries", async () => await NothingWaitsAsync());
        Assert.Equal(calls, delivery.ConsentingReceiver.CallsAbout(person).Count);
    }

    [Fact]
    public async Task A_destination_where_nobody_listens_delays_no_other()
    {
        var people = Enumerable.Range(0, 20).Select(_ => Person.New()).ToList();
        foreach (var person in people)
        {
            await App.HubSpot.TellAsync(HubSpotVendor.Contact(person, Now));
        }

        var last = TimeProvider.System.GetTimestamp();
        await Eventually.BeAsync("every call to the healthy destination", () => people.All(p => delivery.PlainReceiver.CallsAbout(p).Count > 0));
        Assert.True(TimeProvider.System.GetElapsedTime(last) < TimeSpan.FromSeconds(10), "The healthy destination waited.");
        await Eventually.BeAsync("the dead destination's back-off", async () => (await StateAsync(DeliveryApp.Dead)).GetProperty("failures").GetInt32() > 0);
        Assert.Equal(0, (await StateAsync(DeliveryApp.Plain)).GetProperty("failures").GetInt32());
    }

    private async Task<bool> NothingWaitsAsync()
    {
        var changes = (await App.Api.GetAsync("api/queues")).Items("queues").Single(q => q.Text("name") == "changes" || q.Text("queue") == "changes");
        return changes.Text("active") == "0";
    }

    private async Task<JsonElement> StateAsync(string destination) =>
        (await App.Api.GetAsync("api/destinations")).Items("destinations").Single(d => d.Text("destination") == destination);

    private static async Task<ReceivedCall> LastCallAsync(Receiver receiver, Person person, Func<ReceivedCall, bool> when) =>
        await Eventually.GetAsync("a call to a receiver", () => Task.FromResult(receiver.CallsAbout(person).LastOrDefault(when)));
}
