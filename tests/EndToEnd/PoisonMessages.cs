using System.Security.Cryptography;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Storage.Queues;
using ServerlessCdi.Tests.EndToEnd.Support;

namespace ServerlessCdi.Tests.EndToEnd;

/// <summary>A message that can never be worked ends where someone can look at it, and its neighbours do not wait for it.</summary>
public sealed class PoisonMessages
{
    private const int Parts = 8;
    private const int PartBytes = 160_000;

    [Fact]
    public async Task Garbage_is_dead_lettered_and_a_change_that_cannot_be_applied_quarantined_while_their_neighbours_are_applied()
    {
        await using var app = await WatchedApp.StartAsync();
        var now = TimeProvider.System.GetUtcNow();
        var persons = Enumerable.Range(0, 40).Select(_ => Person.New()).ToList();

        await SendAsync(app, [.. Poison(), .. persons.Select((p, i) => Message(Body(Of(p, now)), $"good-{i}"))]);

        foreach (var person in persons)
        {
            Assert.Equal(person.FirstName, (await app.Api.WaitForAsync(person)).Golden("firstName"));
        }

        await Eventually.BeAsync("an item of the change", async () => (await app.Api.GetAsync("api/quarantine?code=not-applied")).Items("items").Count > 0);
        var letters = await DeadAsync(app, 2);
        Assert.Equal(["garbage", "nulls"], letters.Select(l => l.Text("messageId")).Order(StringComparer.Ordinal));
        Assert.All(letters, l => Assert.Equal("NotAChange", l.Text("reason")));

        // They die again at once, and are not sent round and round.
        var replayed = await CommandLine.RunAsync(app.Process, "queues", "replay", "--dead-letters", "changes");
        Assert.Equal("Replayed 2 dead letters of changes.", replayed.Output.TrimEnd());
        Assert.All(await DeadAsync(app, 2), l => Assert.Matches("^[0-9]+-(garbage|nulls)$", l.Text("messageId")));

        var listed = await CommandLine.RunAsync(app.Process, "queues", "dead-letters", "changes");
        Assert.Contains("NotAChange", listed.Output, StringComparison.Ordinal);
        var item = (await app.Api.GetAsync("api/quarantine?code=not-applied")).Items("items")[0];
        Assert.Equal("crm-of-the-past", item.Text("source"));
        var refused = await app.Api.PostAsync($"api/quarantine/{item.Text("id")}/replay", new { });
        Assert.Equal("Its source is no longer configured.", refused.Items("waiting")[0].Text("reason"));
    }

    /// <summary>No JSON; JSON that is not what it should be; and changes that make a record larger than any row, on their last attempt.</summary>
    private static IEnumerable<ServiceBusMessage> Poison()
    {
        yield return Message("\u0001 garbage {", "garbage");
        yield return Message("[null]", "nulls");
        for (var i = 0; i < Parts; i++)
        {
            var part = new Change
            {
                Id = $"part-{i}",
                Source = "crm-of-the-past",
                Record = new("contact", "1"),
                Kind = ChangeKind.Upsert,
                Fields = [new($"part{i}", FieldValue.Text(Convert.ToBase64String(RandomNumberGenerator.GetBytes(PartBytes))))],
                OccurredAt = DateTimeOffset.UnixEpoch,
                ReceivedAt = DateTimeOffset.UnixEpoch,
            };
            var message = Message(Body(part), part.Id);
            message.ApplicationProperties[ServiceBusChangeQueue.AttemptProperty] = 5;
            yield return message;
        }
    }

    private static Change Of(Person person, DateTimeOffset at) => new()
    {
        Id = $"good-{person.UserId}",
        Source = "shop",
        Record = new("contact", person.UserId),
        Kind = ChangeKind.Upsert,
        Identifiers = [new("email", person.Email)],
        Fields = [new("email", FieldValue.Text(person.Email)), new("firstName", FieldValue.Text(person.FirstName))],
        OccurredAt = at,
        ReceivedAt = at,
    };

    private static string Body(Change change) => JsonSerializer.Serialize([change], CoreJson.Relaxed.Changes);

    private static ServiceBusMessage Message(string body, string id) => new(body) { MessageId = id, ContentType = "application/json" };

    private static async Task SendAsync(WatchedApp app, IReadOnlyList<ServiceBusMessage> messages)
    {
        await using var client = new ServiceBusClient($"Cdi=embedded;Path={app.Process.DataFolder}");
        await using var sender = client.CreateSender(QueueNames.Changes);
        foreach (var message in messages)
        {
            await sender.SendMessageAsync(message);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> DeadAsync(WatchedApp app, int count)
    {
        IReadOnlyList<JsonElement> letters = [];
        await Eventually.BeAsync($"{count} dead letters", async () =>
        {
            letters = (await app.Api.GetAsync("api/queues/changes/dead-letters")).Items("deadLetters");
            return letters.Count == count;
        });
        return letters;
    }
}
