using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.SegmentWebhook;

/// <summary>
/// <c>X-Signature</c>: hexadecimal HMAC-SHA1 of the body under the shared secret. For a batch Segment signs the first event
/// alone, as the JSON that stands in the body
/// (https://github.com/segmentio/action-destinations, packages/destination-actions/src/destinations/webhook, seen 2026-11-22).
/// </summary>
internal static class SegmentWebhookSignature
{
    public const string Header = "X-Signature";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets)
    {
        if (ProofHeader.ReadSignature(request, secrets, (Header, ""), static text => SignatureText.Hex(text), out var signature) is { } refusal)
        {
            return refusal;
        }

        var fits = HmacCheck.MatchesAny(HashAlgorithmName.SHA1, signature, secrets, request.Body)
            | HmacCheck.MatchesAny(HashAlgorithmName.SHA1, signature, secrets, Signed(request.Body));
        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static string Sign(ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), Signed(body)));

    /// <summary>The first event of a batch, byte for byte; the body itself where it is no list that begins with an object.</summary>
    private static ReadOnlyMemory<byte> Signed(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = JsonDelivery.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return body;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return body[start..(int)reader.BytesConsumed];
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
