using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.HubSpot;

/// <summary>HubSpot's request signatures.</summary>
/// <remarks>https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests</remarks>
internal static class HubSpotSignature
{
    public const string V3Header = "X-HubSpot-Signature-v3";
    public const string TimestampHeader = "X-HubSpot-Request-Timestamp";
    public const string LegacyHeader = "X-HubSpot-Signature";
    public const string LegacyVersionHeader = "X-HubSpot-Signature-Version";

    /// <summary>HubSpot asks to refuse what is older; as much is allowed for a clock that runs ahead.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(300_000);

    /// <summary>
    /// A request that carries a version 3 signature stands or falls with it: an older one beside it is not looked at, and
    /// without version 3 an older one counts only where the source accepts that.
    /// </summary>
    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now, bool acceptLegacy)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (request.Header(V3Header) is { } v3)
        {
            return VerifyV3(request, v3, secrets, now);
        }

        return acceptLegacy && request.Header(LegacyHeader) is { } legacy ? VerifyLegacy(request, legacy, secrets) : WebhookVerdict.Missing;
    }

    public static string SignV3(string method, string url, ReadOnlyMemory<byte> body, string timestamp, string secret) =>
        Convert.ToBase64String(HmacCheck.Compute(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(method + HubSpotUrl.Decode(url)), body, Encoding.UTF8.GetBytes(timestamp)));

    public static string SignV1(ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(secret), [], body.Span));

    private static WebhookVerdict VerifyV3(WebhookRequest request, string header, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (request.Header(TimestampHeader) is not { } timestamp)
        {
            return WebhookVerdict.Missing;
        }

        if (SignatureText.Base64(header) is not { Length: HMACSHA256.HashSizeInBytes } signature || SignedTime.UnixMilliseconds(timestamp) is not { } signed)
        {
            return WebhookVerdict.Malformed;
        }

        if (!SignedTime.IsNear(signed, now, Tolerance))
        {
            return WebhookVerdict.Stale;
        }

        var time = Encoding.UTF8.GetBytes(timestamp);
        var fits = false;
        foreach (var url in HubSpotUrl.Forms(request.Url))
        {
            fits |= HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, Encoding.UTF8.GetBytes(request.Method + url), request.Body, time);
        }

        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    private static WebhookVerdict VerifyLegacy(WebhookRequest request, string header, IReadOnlyList<SecretValue> secrets)
    {
        if (SignatureText.Hex(header) is not { Length: SHA256.HashSizeInBytes } signature)
        {
            return WebhookVerdict.Malformed;
        }

        return request.Header(LegacyVersionHeader) switch
        {
            "v1" => VerifyLegacy(request, signature, secrets, [""]),
            "v2" => VerifyLegacy(request, signature, secrets, HubSpotUrl.Forms(request.Url).Select(url => request.Method + url)),
            null => WebhookVerdict.Missing,
            _ => WebhookVerdict.Malformed,
        };
    }

    private static WebhookVerdict VerifyLegacy(WebhookRequest request, byte[] signature, IReadOnlyList<SecretValue> secrets, IEnumerable<string> heads)
    {
        var fits = false;
        foreach (var head in heads)
        {
            var bytes = Encoding.UTF8.GetBytes(head);
            for (var i = 0; i < secrets.Count; i++)
            {
                fits |= !secrets[i].Utf8.IsEmpty && CryptographicOperations.FixedTimeEquals(Hash(secrets[i].Utf8, bytes, request.Body.Span), signature);
            }
        }

        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    private static byte[] Hash(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(secret);
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
