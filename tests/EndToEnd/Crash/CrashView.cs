using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Crash;

/// <summary>What an app says of its queues and its persons.</summary>
internal static class CrashView
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Waits until nothing is on the queues, and finds nothing given up.</summary>
    public static async Task DrainAsync(AppProcess app)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var view = await GetAsync(app, "api/queues");
            var queues = view["queues"]!.AsArray();
            Assert.All(queues, q => Assert.Equal(0, q!["deadLetters"]!.GetValue<long>()));
            Assert.Equal(0, view["quarantined"]!.GetValue<int>());
            if (queues.All(q => q!["active"]!.GetValue<long>() + q["scheduled"]!.GetValue<long>() == 0))
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"The queues do not run empty:\n{view}\n{app.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>
    /// By record the text of its person: what the API shows but for id, version and deliveries, and the timeline's ids in
    /// order. Persons are equal where their texts are, byte for byte.
    /// </summary>
    public static async Task<IReadOnlyDictionary<RecordKey, string>> PersonsAsync(AppProcess app, IEnumerable<RecordKey> records)
    {
        var persons = new Dictionary<string, string>(StringComparer.Ordinal);
        var byRecord = new Dictionary<RecordKey, string>();
        foreach (var record in records)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/profiles/lookup")
            {
                Content = JsonContent.Create(new { type = record.Identifier.Type, value = record.Identifier.Value }),
            };
            var person = await SendAsync(app, request);
            var id = person["id"]!.GetValue<string>();
            if (!persons.TryGetValue(id, out var text))
            {
                persons[id] = text = await TextAsync(app, id, person);
            }

            byRecord[record] = text;
        }

        return byRecord;
    }

    private static async Task<string> TextAsync(AppProcess app, string id, JsonNode person)
    {
        var timeline = await GetAsync(app, $"api/profiles/{id}/timeline?limit=500");
        Assert.Null(timeline["next"]);
        var shown = person.AsObject();
        shown.Remove("id");
        shown.Remove("version");
        shown.Remove("deliveries");
        var ids = timeline["entries"]!.AsArray().Select(e => Entry(e!["source"]!.GetValue<string>(), e["id"]!.GetValue<string>()));
        return $"{shown.ToJsonString()}\n{string.Join('\n', ids.Order(StringComparer.Ordinal))}\n";
    }

    public static string Entry(string source, string id) => $"[{source} {id}]";

    private static Task<JsonNode> GetAsync(AppProcess app, string path) =>
        SendAsync(app, new HttpRequestMessage(HttpMethod.Get, path));

    private static async Task<JsonNode> SendAsync(AppProcess app, HttpRequestMessage request)
    {
        request.Headers.Add("x-functions-key", app.FunctionKey);
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
