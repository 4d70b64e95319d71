using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>HubSpot, as its documentation says it calls: one array of events, signed in version 3 over method, URL, body and time.</summary>
internal sealed class HubSpotVendor(AppProcess app, string secret, string source = "hubspot")
{
    public const string Secret = "2f7c1b9e-hubspot-client-secret";

    private static long _eventId = 4_000_000_000;

    public static object Created(Person person, DateTimeOffset at) => Event(person.Number, "contact.creation", at);

    public static object Property(Person person, string name, string value, DateTimeOffset at) =>
        Event(person.Number, "contact.propertyChange", at, ("propertyName", name), ("propertyValue", value));

    public static object Deleted(Person person, DateTimeOffset at) => Event(person.Number, "contact.deletion", at);

    public static object Restored(Person person, DateTimeOffset at) => Event(person.Number, "contact.restore", at);

    public static object Merged(Person primary, Person absorbed, DateTimeOffset at) => Event(
        primary.Number, "contact.merge", at, ("primaryObjectId", primary.Number), ("mergedObjectIds", new[] { absorbed.Number }));

    /// <summary>Everything that HubSpot says of a new contact.</summary>
    public static object[] Contact(Person person, DateTimeOffset at) =>
    [
        Created(person, at),
        Property(person, "email", person.Email, at),
        Property(person, "firstname", person.FirstName, at),
        Property(person, "lastname", person.LastName, at),
        Property(person, "phone", person.Phone, at),
        Property(person, "city", "London", at),
    ];

    public static string Body(params object[] events) => JsonSerializer.Serialize(events);

    public async Task<HttpResponseMessage> SendAsync(string body, DateTimeOffset? at = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = Request(Encoding.UTF8.GetBytes(body), at);
        change?.Invoke(request);
        return await app.Http.SendAsync(request);
    }

    /// <summary>Sends, and expects what HubSpot expects.</summary>
    public async Task TellAsync(params object[] events)
    {
        using var answer = await SendAsync(Body(events));
        Assert.True(answer.IsSuccessStatusCode, $"HubSpot was answered {(int)answer.StatusCode}.");
    }

    public HttpRequestMessage Request(byte[] body, DateTimeOffset? at = null)
    {
        var url = new Uri(app.BaseAddress, $"hooks/{source}");
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"POST{url}"), .. body, .. Encoding.UTF8.GetBytes(time)];
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-HubSpot-Request-Timestamp", time);
        request.Headers.Add("X-HubSpot-Signature-v3", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        return request;
    }

    private static Dictionary<string, object> Event(long objectId, string type, DateTimeOffset at, params (string Name, object Value)[] more)
    {
        var e = new Dictionary<string, object>
        {
            ["appId"] = 1160452,
            ["eventId"] = Interlocked.Increment(ref _eventId),
            ["subscriptionId"] = 3100,
            ["portalId"] = 62515,
            ["occurredAt"] = at.ToUnixTimeMilliseconds(),
            ["subscriptionType"] = type,
            ["attemptNumber"] = 0,
            ["objectId"] = objectId,
            ["changeSource"] = "CRM_UI",
        };
        foreach (var (name, value) in more)
        {
            e[name] = value;
        }

        return e;
    }
}
