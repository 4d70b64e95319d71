using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>
/// Signatures over <c>id.timestamp.body</c>, several of them in one header while keys are rotated
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, read 2026-11).
/// </summary>
internal static class StandardWebhooksSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Shared = "v1,";
    private const string Asymmetric = "v1a,";

    /// <summary>Rotation takes two; a header with more than this is not worth the work.</summary>
    private const int MaxSignatures = 16;

    public static WebhookVerdict Verify(in StandardWebhooksHeaders headers, ReadOnlyMemory<byte> body, TimeSpan tolerance, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        var shared = secrets.Select(StandardWebhooksKey.Shared).OfType<byte[]>().ToArray();
        var publics = secrets.Select(StandardWebhooksKey.Public).OfType<PublicKey>().ToArray();
        if (shared.Length + publics.Length == 0)
        {
            return WebhookVerdict.NoSecret;
        }

        if (headers.IsIncomplete)
        {
            return WebhookVerdict.Missing;
        }

        var (macs, signatures) = Read(headers.Signature!);
        if (headers.Time is not { } time || macs.Count + signatures.Count == 0)
        {
            return WebhookVerdict.Malformed;
        }

        if (!SignedTime.IsNear(time, now, tolerance))
        {
            return WebhookVerdict.Stale;
        }

        var lead = Lead(headers.Id!, headers.Timestamp!);
        var genuine = macs.Count > 0 && AnyMac(shared, macs, lead, body);
        genuine |= signatures.Count > 0 && publics.Length > 0 && AnySignature(publics, signatures, lead, body);
        return genuine ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    /// <summary>The three headers, with a signature under each of the secrets that can sign.</summary>
    /// <exception cref="InvalidOperationException">None of the secrets can sign.</exception>
    public static IReadOnlyDictionary<string, string> Sign(IReadOnlyList<SecretValue> secrets, string id, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var lead = Lead(id, timestamp);
        var signatures = secrets.Select(secret => SignOne(secret, lead, body)).OfType<string>().Distinct().ToArray();
        if (signatures.Length == 0)
        {
            throw new InvalidOperationException("None of the secrets can sign: they must be whsec_ or whsk_ and base64. Nothing is sent unsigned.");
        }

        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [IdHeader] = id,
            [TimestampHeader] = timestamp,
            [SignatureHeader] = string.Join(' ', signatures),
        };
    }

    private static string? SignOne(SecretValue secret, byte[] lead, ReadOnlyMemory<byte> body)
    {
        if (StandardWebhooksKey.Shared(secret) is { } shared)
        {
            return Shared + Convert.ToBase64String(HmacCheck.Compute(HashAlgorithmName.SHA256, shared, lead, body));
        }

        using var key = StandardWebhooksKey.Private(secret);
        return key is null ? null : Asymmetric + Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, Joined(lead, body)));
    }

    private static bool AnyMac(byte[][] keys, List<byte[]> macs, byte[] lead, ReadOnlyMemory<byte> body)
    {
        var fits = false;
        foreach (var key in keys)
        {
            var expected = HmacCheck.Compute(HashAlgorithmName.SHA256, key, lead, body);
            foreach (var mac in macs)
            {
                fits |= CryptographicOperations.FixedTimeEquals(expected, mac);
            }
        }

        return fits;
    }

    private static bool AnySignature(PublicKey[] keys, List<byte[]> signatures, byte[] lead, ReadOnlyMemory<byte> body)
    {
        var signed = Joined(lead, body);
        return keys.Any(key => signatures.Any(signature => SignatureAlgorithm.Ed25519.Verify(key, signed, signature)));
    }

    /// <summary>The signatures of the versions that are known; others are for other readers.</summary>
    private static (List<byte[]> Macs, List<byte[]> Signatures) Read(string header)
    {
        var macs = new List<byte[]>();
        var signatures = new List<byte[]>();
        var text = header.AsSpan();
        foreach (var range in text.Split(' '))
        {
            var part = text[range];
            var list = part.StartsWith(Shared, StringComparison.Ordinal) ? macs : part.StartsWith(Asymmetric, StringComparison.Ordinal) ? signatures : null;
            if (list is not null && macs.Count + signatures.Count < MaxSignatures && SignatureText.Base64(part[(part.IndexOf(',') + 1)..]) is { } bytes)
            {
                list.Add(bytes);
            }
        }

        return (macs, signatures);
    }

    private static byte[] Lead(string id, string timestamp) => Encoding.UTF8.GetBytes($"{id}.{timestamp}.");

    private static byte[] Joined(byte[] lead, ReadOnlyMemory<byte> body) => [.. lead, .. body.Span];
}
