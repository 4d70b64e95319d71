using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.SendGrid;

/// <summary>The Signed Event Webhook: ECDSA over P-256 and SHA-256 of the timestamp's text and the raw body.</summary>
/// <remarks>https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features</remarks>
internal static class SendGridSignature
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private const int KeyBits = 256;

    /// <param name="tolerance">How far the signed time may be from now; zero takes any.</param>
    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (request.Header(SignatureHeader) is not { } header || request.Header(TimestampHeader) is not { } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        if (SignatureText.Base64(header) is not { } signature || SignedTime.UnixSeconds(timestamp) is not { } signed)
        {
            return WebhookVerdict.Malformed;
        }

        if (tolerance > TimeSpan.Zero && !SignedTime.IsNear(signed, now, tolerance))
        {
            return WebhookVerdict.Stale;
        }

        var hash = Hash(timestamp, request.Body);
        var fits = false;
        for (var i = 0; i < secrets.Count; i++)
        {
            fits |= Fits(secrets[i].Text, hash, signature);
        }

        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    /// <param name="privateKey">Base64 of a PKCS #8 private key.</param>
    public static string Sign(string timestamp, ReadOnlyMemory<byte> body, string privateKey)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        return Convert.ToBase64String(key.SignHash(Hash(timestamp, body), DSASignatureFormat.Rfc3279DerSequence));
    }

    private static byte[] Hash(string timestamp, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(body.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>A key that cannot be read fits nothing, and neither does a signature that is not of the form.</summary>
    private static bool Fits(string publicKey, byte[] hash, byte[] signature)
    {
        using var key = ECDsa.Create();
        try
        {
            Import(key, publicKey.Trim());
            return key.KeySize == KeyBits && key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The key as SendGrid's settings page shows it (base64 of the SubjectPublicKeyInfo), or the same as PEM.</summary>
    private static void Import(ECDsa key, string text)
    {
        if (text.StartsWith("-----", StringComparison.Ordinal))
        {
            key.ImportFromPem(text);
        }
        else
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
        }
    }
}
