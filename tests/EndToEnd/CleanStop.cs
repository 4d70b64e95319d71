using System.Collections.Concurrent;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A stop in the middle of the work loses nothing that was acknowledged.</summary>
public sealed class CleanStop
{
    private const int Senders = 8;

    [Fact]
    public async Task SIGTERM_under_load_ends_with_code_0_and_everyone_who_was_acknowledged_is_there_after_the_next_start()
    {
        await using var app = await WatchedApp.StartAsync();
        var acknowledged = new ConcurrentQueue<Person>();
        using var done = new CancellationTokenSource();
        var senders = Enumerable.Range(0, Senders).Select(_ => SendUntilRefusedAsync(app, acknowledged, done.Token)).ToList();
        await Eventually.BeAsync("some load", () => acknowledged.Count >= 60);

        Assert.Equal(0, await app.Process.StopAsync());
        await done.CancelAsync();
        await Task.WhenAll(senders);

        await app.Process.RestartAsync();
        foreach (var person in acknowledged)
        {
            var profile = await app.Api.WaitForAsync(person, p => p.Golden("firstName") is not null);
            Assert.Equal(person.FirstName, profile.Golden("firstName"));
        }
    }

    private static async Task SendUntilRefusedAsync(WatchedApp app, ConcurrentQueue<Person> acknowledged, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            var person = Person.New();
            try
            {
                using var answer = await app.HubSpot.SendAsync(HubSpotVendor.Body(HubSpotVendor.Contact(person, TimeProvider.System.GetUtcNow())));
                if (answer.IsSuccessStatusCode)
                {
                    acknowledged.Enqueue(person);
                }
            }
            catch (HttpRequestException)
            {
                // The app no longer listens, or ended the connection: not acknowledged.
                return;
            }
        }
    }
}
