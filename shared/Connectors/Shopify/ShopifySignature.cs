using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Shopify;

/// <summary>
/// <c>X-Shopify-Hmac-Sha256</c>: base64 of HMAC-SHA256 over the raw body under the app's client secret. Shopify's own Ruby
/// library reads the name without <c>X-</c> first, which newer API versions send.
/// </summary>
internal static class ShopifySignature
{
    public const string Header = "X-Shopify-Hmac-Sha256";
    private const string NewHeader = "Shopify-Hmac-Sha256";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if ((request.Header(NewHeader) ?? request.Header(Header))?.Trim() is not { Length: > 0 } text)
        {
            return WebhookVerdict.Missing;
        }

        return SignatureText.Base64(text) is not { } signature
            ? WebhookVerdict.Malformed
            : HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, request.Body) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static string Sign(ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToBase64String(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), body));
}
