using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.StandardWebhooks;

/// <summary>How a source's requests are shown to be genuine.</summary>
internal interface IProof
{
    WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now);

    /// <summary>What the proof covers beside the body.</summary>
    MappingDelivery Describe(WebhookRequest request) => new(request.ReceivedAt);

    /// <summary>The headers of that description which a replay must have.</summary>
    IReadOnlyList<string> ReplayHeaders => [];
}

/// <summary>The convention itself: an id and a time are signed with the body.</summary>
internal sealed record ConventionProof(TimeSpan Tolerance) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        StandardWebhooksSignature.Verify(StandardWebhooksHeaders.Of(request), request.Body, Tolerance, secrets, now);

    public MappingDelivery Describe(WebhookRequest request)
    {
        var headers = StandardWebhooksHeaders.Of(request);
        return new(request.ReceivedAt, headers.Time, headers.DeliveryId(request));
    }

    public IReadOnlyList<string> ReplayHeaders => StandardWebhooksHeaders.OfReplay;
}

/// <summary>A header with the HMAC of the body, as many senders have one. Nothing signs a time, so a replay looks like a redelivery.</summary>
internal sealed record HmacProof(string Header, string Prefix, bool IsHex, HashAlgorithmName Algorithm) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (ProofHeader.Read(request, secrets, Header, Prefix, out var text) is { } refusal)
        {
            return refusal;
        }

        var signature = IsHex ? SignatureText.Hex(text) : SignatureText.Base64(text);
        if (signature is null)
        {
            return WebhookVerdict.Malformed;
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
}
