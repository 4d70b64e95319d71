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
}

/// <summary>The convention itself: an id and a time are signed with the body.</summary>
internal sealed record ConventionProof(TimeSpan Tolerance) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        StandardWebhooksSignature.Verify(StandardWebhooksHeaders.Of(request), request.Body, Tolerance, secrets, now);

    public MappingDelivery Describe(WebhookRequest request)
    {
        var headers = StandardWebhooksHeaders.Of(request);
        return new(request.ReceivedAt, headers.Time, string.IsNullOrEmpty(headers.Id) ? null : headers.Id);
    }
}

/// <summary>A header with the HMAC of the body, as many senders have one. Nothing signs a time, so a replay looks like a redelivery.</summary>
internal sealed record HmacProof(string Header, string Prefix, bool IsHex, HashAlgorithmName Algorithm) : IProof
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (!secrets.Any(s => s.Text.Length > 0))
        {
            return WebhookVerdict.NoSecret;
        }

        var text = request.Header(Header)?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return WebhookVerdict.Missing;
        }

        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return WebhookVerdict.Malformed;
        }

        var signature = IsHex ? SignatureText.Hex(text.AsSpan(Prefix.Length)) : SignatureText.Base64(text.AsSpan(Prefix.Length));
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
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now)
    {
        if (!secrets.Any(s => s.Text.Length > 0))
        {
            return WebhookVerdict.NoSecret;
        }

        var text = request.Header(Header)?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return WebhookVerdict.Missing;
        }

        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return WebhookVerdict.Malformed;
        }

        return SecretCheck.MatchesAny(text[Prefix.Length..].Trim(), secrets) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }
}
