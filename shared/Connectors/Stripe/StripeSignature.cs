using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Stripe;

/// <summary>
/// <c>Stripe-Signature: t=…,v1=…[,v1=…]</c>: hexadecimal HMAC-SHA256 over <c>t.body</c>. The key is the secret's whole text,
/// <c>whsec_</c> included. While an endpoint's secret is rolled there are several v1; v0 is for tests at Stripe and counts
/// for nothing (https://docs.stripe.com/webhooks#verify-manually, seen 2026-11-22).
/// </summary>
internal static class StripeSignature
{
    public const string Header = "Stripe-Signature";
    private const string TimeField = "t=";
    private const string SignatureField = "v1=";

    /// <summary>Rotation takes two; a header with more than this is not worth the work.</summary>
    private const int MaxSignatures = 16;

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, TimeSpan tolerance, DateTimeOffset now)
    {
        if (ProofHeader.Read(request, secrets, Header, "", out var header) is { } refusal)
        {
            return refusal;
        }

        var (timestamp, signatures) = Read(header);
        if (timestamp is null || SignedTime.UnixSeconds(timestamp) is not { } signedAt || signatures.Count == 0)
        {
            return WebhookVerdict.Malformed;
        }

        if (!SignedTime.IsNear(signedAt, now, tolerance))
        {
            return WebhookVerdict.Stale;
        }

        var lead = Encoding.ASCII.GetBytes($"{timestamp}.");
        var fits = false;
        foreach (var signature in signatures)
        {
            fits |= HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, lead, request.Body);
        }

        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static string Sign(ReadOnlyMemory<byte> body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{timestamp}."), body);
        return $"{TimeField}{timestamp},{SignatureField}{Convert.ToHexStringLower(signature)}";
    }

    /// <summary>The time, and the signatures of the version that is known; others are for other readers.</summary>
    private static (string? Timestamp, List<byte[]> Signatures) Read(string header)
    {
        string? timestamp = null;
        var signatures = new List<byte[]>();
        var text = header.AsSpan();
        foreach (var range in text.Split(','))
        {
            var part = text[range].Trim();
            if (part.StartsWith(TimeField, StringComparison.Ordinal))
            {
                timestamp ??= part[TimeField.Length..].ToString();
            }
            else if (part.StartsWith(SignatureField, StringComparison.Ordinal) && signatures.Count < MaxSignatures && SignatureText.Hex(part[SignatureField.Length..]) is { } bytes)
            {
                signatures.Add(bytes);
            }
        }

        return (timestamp, signatures);
    }
}
