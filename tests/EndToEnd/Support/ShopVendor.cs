using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>A shop that signs its webhooks by the Standard Webhooks convention, in the payload of the shipped sample source.</summary>
internal sealed class ShopVendor(AppProcess app, string secret, string source = "shop")
{
    public const string Secret = "whsec_c2hvcC13ZWJob29rLXNlY3JldC1vZi0zMi1ieXRlcw==";

    private static long _eventId;

    /// <param name="consent">granted, denied, withdrawn; null says nothing of it.</param>
    public static object Contact(string id, DateTimeOffset at, Dictionary<string, string> contact, string? consent = null)
    {
        var payload = new Dictionary<string, object>
        {
            ["eventId"] = $"shop-{Interlocked.Increment(ref _eventId).ToString(CultureInfo.InvariantCulture)}",
            ["objectId"] = id,
            ["occurredAt"] = at.ToUnixTimeMilliseconds(),
            ["subscriptionType"] = "contact.propertyChange",
            ["contact"] = contact,
        };
        if (consent is not null)
        {
            payload["consent"] = new Dictionary<string, string> { ["marketing"] = consent, ["channel"] = "email", ["basis"] = "consent" };
        }

        return payload;
    }

    public HttpRequestMessage Request(byte[] body, DateTimeOffset? at = null)
    {
        var id = $"msg_{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}";
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.BaseAddress, $"hooks/{source}")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", time);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(object payload)
    {
        using var request = Request(JsonSerializer.SerializeToUtf8Bytes(payload));
        return await app.Http.SendAsync(request);
    }

    public async Task TellAsync(object payload)
    {
        using var answer = await SendAsync(payload);
        Assert.True(answer.IsSuccessStatusCode, $"The shop was answered {(int)answer.StatusCode}.");
    }

    public Task TellAsync(string id, DateTimeOffset at, Dictionary<string, string> contact, string? consent = null) =>
        TellAsync(Contact(id, at, contact, consent));
}
