using System.Text.Json;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A destination that asks for a pause gets it, one that fails is left alone for longer and longer, one that is gone waits for an operator.</summary>
[Collection(DeliveryTests.Name)]
public sealed class FailingDestinations(DeliveryApp delivery)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private WatchedApp App => delivery.App;

    private Receiver Moody => delivery.MoodyReceiver;

    [Fact]
    public async Task Retry_after_is_honoured_and_a_burst_meanwhile_becomes_one_call_with_the_newest_state()
    {
        var person = Person.New();
        var answered = 0;
        Moody.Answer = _ => Task.FromResult(Interlocked.Increment(ref answered) == 1 ? new ReceiverAnswer(429, "3") : ReceiverAnswer.Ok);
        var at = Now.AddMinutes(-30);
        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "email", person.Email, at));
        var first = await Moody.CallAsync(person);
        for (var i = 1; i <= 20; i++)
        {
            await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "firstname", $"{person.FirstName}{i:00}", at.AddMinutes(i)));
        }

        var second = await Moody.CallAsync(person, 2);
        Assert.True(second.At - first.At >= TimeSpan.FromSeconds(2.9), $"called again after {second.At - first.At}");
        await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Moody).Text("outcome") == "Sent");
        Assert.Equal(2, Moody.CallsAbout(person).Count);
        Assert.Equal($"{person.FirstName}20", second.Field("firstName"));
    }

    [Fact]
    public async Task Failures_are_followed_by_longer_and_longer_pauses_until_it_answers_again()
    {
        var person = Person.New();
        var answered = 0;
        Moody.Answer = _ => Task.FromResult(Interlocked.Increment(ref answered) <= 2 ? new ReceiverAnswer(503) : ReceiverAnswer.Ok);
        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "email", person.Email, Now));

        var third = await Moody.CallAsync(person, 3);
        var calls = Moody.CallsAbout(person);
        Assert.True(calls[1].At - calls[0].At >= TimeSpan.FromSeconds(0.9), $"first pause {calls[1].At - calls[0].At}");
        Assert.True(third.At - calls[1].At >= TimeSpan.FromSeconds(1.9), $"second pause {third.At - calls[1].At}");
        await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Moody).Text("outcome") == "Sent");
        await Eventually.BeAsync("a clean state", async () => (await StateAsync()).GetProperty("failures").GetInt32() == 0);
        Assert.Equal(3, Moody.CallsAbout(person).Count);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_called_no_more_until_an_operator_resumes_it()
    {
        var person = Person.New();
        Moody.Answer = _ => Task.FromResult(new ReceiverAnswer(410));
        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "email", person.Email, Now.AddMinutes(-2)));
        await Eventually.BeAsync("the pause", async () => (await StateAsync()).Text("pausedBecause")?.Contains("410", StringComparison.Ordinal) == true);
        var calls = Moody.Calls.Count;

        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "firstname", person.FirstName, Now));
        await Eventually.BeAsync("the other destination", () => delivery.PlainReceiver.CallsAbout(person).Any(c => c.Field("firstName") == person.FirstName));
        Assert.Equal(calls, Moody.Calls.Count);

        Moody.Answer = _ => Task.FromResult(ReceiverAnswer.Ok);
        using (var resumed = await App.Api.SendAsync(HttpMethod.Post, $"api/destinations/{DeliveryApp.Moody}/resume"))
        {
            Assert.True(resumed.IsSuccessStatusCode);
        }

        await Eventually.BeAsync("the call after the pause", () => Moody.CallsAbout(person).Any(c => c.Field("firstName") == person.FirstName));
        await Eventually.BeAsync("no pause", async () => (await StateAsync()).Text("pausedBecause") is null);
    }

    [Fact]
    public async Task A_refusal_ends_the_delivery_and_stands_in_the_profile()
    {
        var person = Person.New();
        Moody.Answer = call => Task.FromResult(call.IsAbout(person) ? new ReceiverAnswer(422) : ReceiverAnswer.Ok);
        await App.HubSpot.TellAsync(HubSpotVendor.Property(person, "email", person.Email, Now));

        var profile = await App.Api.WaitForAsync(person, p => p.Delivery(DeliveryApp.Moody).Text("outcome") == "Failed");
        Assert.Contains("422", profile.Delivery(DeliveryApp.Moody).Text("reason"), StringComparison.Ordinal);
        Assert.Single(Moody.CallsAbout(person));
    }

    private async Task<JsonElement> StateAsync() =>
        (await App.Api.GetAsync("api/destinations")).Items("destinations").Single(d => d.Text("destination") == DeliveryApp.Moody);
}
