using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Zendesk;

/// <summary>
/// <c>X-Zendesk-Webhook-Signature</c>: base64 of HMAC-SHA256 over the timestamp's text and the raw body. The secret looks like
/// base64 and is used as the text that it is (https://developer.zendesk.com/documentation/webhooks/verifying/, seen 2026-11-22).
/// </summary>
internal static class ZendeskSignature
{
    public const string Header = "X-Zendesk-Webhook-Signature";
    public const string TimestampHeader = "X-Zendesk-Webhook-Signature-Timestamp";

    /// <summary>Signs every delivery that is tried out before its webhook exists, at every customer of Zendesk: it proves nothing.</summary>
    public const string SharedTestSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, ZendeskOptions options, DateTimeOffset now)
    {
        var usable = options.TestSecret ? secrets : [.. secrets.Where(s => s.Text.Trim() != SharedTestSecret)];
        if (!SecretCheck.AnyUsable(usable))
        {
            return WebhookVerdict.NoSecret;
        }

        if (request.Header(Header)?.Trim() is not { Length: > 0 } text || request.Header(TimestampHeader)?.Trim() is not { Length: > 0 } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        if (SignatureText.Base64(text) is not { } signature || VendorTime.Iso(timestamp) is not { } signedAt)
        {
            return WebhookVerdict.Malformed;
        }

        if (options.Tolerance is { } tolerance && !SignedTime.IsNear(signedAt, now, tolerance))
        {
            return WebhookVerdict.Stale;
        }

        return HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, usable, Encoding.UTF8.GetBytes(timestamp), request.Body)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Mismatch;
    }

    public static (string Timestamp, string Signature) Sign(ReadOnlyMemory<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (timestamp, Convert.ToBase64String(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp), body)));
    }
}
