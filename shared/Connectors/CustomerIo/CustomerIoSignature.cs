using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.CustomerIo;

/// <summary><c>X-CIO-Signature</c>: HMAC-SHA256 of <c>v0:{X-CIO-Timestamp}:{raw body}</c> in hexadecimal, without a prefix.</summary>
internal static class CustomerIoSignature
{
    public const string Header = "X-CIO-Signature";
    public const string TimestampHeader = "X-CIO-Timestamp";

    /// <param name="tolerance">How far the signed time may be from now; zero takes any.</param>
    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (request.Header(Header)?.Trim() is not { Length: > 0 } text || request.Header(TimestampHeader)?.Trim() is not { Length: > 0 } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        if (SignatureText.Hex(text) is not { } signature || SignedTime.UnixSeconds(timestamp) is not { } signed)
        {
            return WebhookVerdict.Malformed;
        }

        if (!HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, Before(timestamp), request.Body))
        {
            return WebhookVerdict.Mismatch;
        }

        return tolerance == TimeSpan.Zero || SignedTime.IsNear(signed, now, tolerance) ? WebhookVerdict.Genuine : WebhookVerdict.Stale;
    }

    public static string Sign(string timestamp, ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Before(timestamp), body));

    private static ReadOnlyMemory<byte> Before(string timestamp) => Encoding.UTF8.GetBytes($"v0:{timestamp}:");
}
