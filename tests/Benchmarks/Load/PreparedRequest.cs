using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Benchmarks.Load;

/// <summary>A whole request as it goes over the wire, built and signed before the clock starts.</summary>
/// <param name="First">Number of its first change.</param>
/// <param name="Customers">The customer of each of its changes.</param>
internal sealed record PreparedRequest(byte[] Bytes, int First, int[] Customers)
{
    /// <summary>All requests of a run, signed as Standard Webhooks says.</summary>
    public static PreparedRequest[] BuildAll(ContactChanges changes, Uri url, byte[] key, int events, int batch, DateTimeOffset now)
    {
        var requests = new PreparedRequest[(events + batch - 1) / batch];
        for (var i = 0; i < requests.Length; i++)
        {
            var first = i * batch;
            var (body, customers) = changes.Next(first, Math.Min(batch, events - first));
            requests[i] = new(Sign(url, key, body, now), first, customers);
        }

        return requests;
    }

    private static byte[] Sign(Uri url, byte[] key, byte[] body, DateTimeOffset now)
    {
        var id = $"msg_{Guid.CreateVersion7(now):N}";
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{id}.{seconds}."));
        hmac.AppendData(body);
        var signature = Convert.ToBase64String(hmac.GetHashAndReset());
        var head = $"POST {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\n"
            + $"webhook-id: {id}\r\nwebhook-timestamp: {seconds}\r\nwebhook-signature: v1,{signature}\r\n"
            + $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
