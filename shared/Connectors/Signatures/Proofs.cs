using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Connectors.Signatures;

/// <summary>A header with the HMAC of the body, as many senders have one. Nothing signs a time, so a replay looks like a redelivery.</summary>
/// <param name="Decode">Reads the signature's text; null where it is not of its form.</param>
internal sealed record HmacProof(string Header, string Prefix, Func<string, byte[]?> Decode, HashAlgorithmName Algorithm) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (ProofHeader.ReadSignature(request, secrets, (Header, Prefix), Decode, out var signature) is { } refusal)
        {
            return refusal;
        }

        return HmacCheck.MatchesAny(Algorithm, signature, secrets, request.Body) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }
}

/// <summary>A header with the secret itself: proves who sends, and nothing about the body.</summary>
internal sealed record TokenProof(string Header, string Prefix) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        ProofHeader.Read(request, secrets, Header, Prefix, out var text)
        ?? (SecretCheck.MatchesAny(text.Trim(), secrets) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch);
}

/// <summary>What a proof in one header has in common, whatever stands behind its prefix.</summary>
internal static class ProofHeader
{
    /// <returns>Why there is nothing to check, or null with the text behind the prefix.</returns>
    public static WebhookVerdict? Read(WebhookRequest request, IReadOnlyList<SecretValue> secrets, string header, string prefix, out string text)
    {
        text = request.Header(header)?.Trim() ?? "";
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (text.Length == 0)
        {
            return WebhookVerdict.Missing;
        }

        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return WebhookVerdict.Malformed;
        }

        text = text[prefix.Length..];
        return null;
    }

    /// <param name="decode">Reads the signature's text; null where it is not of its form.</param>
    /// <returns>Why there is nothing to check, or null with the signature.</returns>
    public static WebhookVerdict? ReadSignature(
        WebhookRequest request, IReadOnlyList<SecretValue> secrets, (string Header, string Prefix) from, Func<string, byte[]?> decode, out byte[] signature)
    {
        signature = [];
        if (Read(request, secrets, from.Header, from.Prefix, out var text) is { } refusal)
        {
            return refusal;
        }

        signature = decode(text) ?? [];
        return signature.Length == 0 ? WebhookVerdict.Malformed : null;
    }
}

/// <summary>HTTP Basic: the secret is <c>user:password</c>. Proves who sends, and nothing about the body.</summary>
internal sealed record BasicProof : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (ProofHeader.Read(request, secrets, "Authorization", "Basic ", out var text) is { } refusal)
        {
            return refusal;
        }

        return SignatureText.Base64(text.Trim()) is not { } pair
            ? WebhookVerdict.Malformed
            : SecretCheck.MatchesAny(Encoding.UTF8.GetString(pair), secrets) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    /// <summary>The header that a caller with this secret sends.</summary>
    public static string HeaderOf(string secret) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}";
}

/// <summary>The secret stands in the URL's query. For vendors that can be given nothing but a URL; keep such URLs out of logs.</summary>
internal sealed record QueryProof(string Name) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        return QueryText.Find(request.Url, Name) switch
        {
            null or "" => WebhookVerdict.Missing,
            var text => SecretCheck.MatchesAny(text, secrets) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch,
        };
    }
}
