using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Klaviyo;

/// <summary><c>Klaviyo-Signature</c>: HMAC-SHA256 in hexadecimal over the raw body, followed by the text of <c>Klaviyo-Timestamp</c>.</summary>
/// <param name="Tolerance">How far the signed time may be from now; zero takes any.</param>
internal sealed record KlaviyoProof(TimeSpan Tolerance) : IProof
{
    public const string Header = "Klaviyo-Signature";
    public const string TimestampHeader = "Klaviyo-Timestamp";

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (request.Header(Header)?.Trim() is not { Length: > 0 } text || request.Header(TimestampHeader)?.Trim() is not { Length: > 0 } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        // An HTTP date; recorded deliveries have ISO 8601 too.
        if (SignatureText.Hex(text) is not { } signature || (VendorTime.Exact(timestamp, "R") ?? VendorTime.Iso(timestamp)) is not { } signed)
        {
            return WebhookVerdict.Malformed;
        }

        if (!HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, request.Body, Encoding.UTF8.GetBytes(timestamp)))
        {
            return WebhookVerdict.Mismatch;
        }

        return Tolerance == TimeSpan.Zero || SignedTime.IsNear(signed, now, Tolerance) ? WebhookVerdict.Genuine : WebhookVerdict.Stale;
    }

    public static string Sign(string timestamp, ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), body, Encoding.UTF8.GetBytes(timestamp)));
}
