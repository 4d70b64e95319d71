using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>
/// <c>X-Slack-Signature: v0=…</c>: hexadecimal HMAC-SHA256 over <c>v0:timestamp:body</c>, the body as it came, forms too
/// (https://docs.slack.dev/authentication/verifying-requests-from-slack, seen 2026-11-22).
/// </summary>
internal static class SlackSignature
{
    public const string Header = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    private const string Prefix = "v0=";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, TimeSpan tolerance, DateTimeOffset now)
    {
        if (ProofHeader.Read(request, secrets, Header, Prefix, out var text) is { } refusal)
        {
            return refusal;
        }

        if (request.Header(TimestampHeader)?.Trim() is not { Length: > 0 } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        if (SignatureText.Hex(text) is not { } signature || SignedTime.UnixSeconds(timestamp) is not { } signedAt)
        {
            return WebhookVerdict.Malformed;
        }

        if (!SignedTime.IsNear(signedAt, now, tolerance))
        {
            return WebhookVerdict.Stale;
        }

        return HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, Lead(timestamp), request.Body) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static (string Timestamp, string Signature) Sign(ReadOnlyMemory<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (timestamp, Prefix + Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Lead(timestamp), body)));
    }

    private static byte[] Lead(string timestamp) => Encoding.ASCII.GetBytes($"v0:{timestamp}:");
}
