using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.EndToEnd.Support;

/// <summary>SendGrid's signed event webhook: ECDSA over the timestamp's text and the raw body.</summary>
internal sealed class SendGridVendor(AppProcess app)
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>As the settings page shows it.</summary>
    public static string PublicKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    public static Dictionary<string, object> Event(Person person, string name, string id, DateTimeOffset at) => new()
    {
        ["email"] = person.Email,
        ["timestamp"] = at.ToUnixTimeSeconds(),
        ["event"] = name,
        ["sg_event_id"] = id,
        ["sg_message_id"] = $"{id}.recvd-1",
        ["ip"] = "203.0.113.7",
    };

    public HttpRequestMessage Request(byte[] body, DateTimeOffset? at = null)
    {
        var time = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(time), .. body];
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.BaseAddress, "hooks/sendgrid")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", time);
        lock (Key)
        {
            var signature = Key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        }

        return request;
    }

    public async Task TellAsync(params object[] events)
    {
        using var request = Request(JsonSerializer.SerializeToUtf8Bytes(events));
        using var answer = await app.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"SendGrid was answered {(int)answer.StatusCode}.");
    }
}
