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
        var header = request.Header(NewHeader) is null ? Header : NewHeader;
        if (ProofHeader.ReadSignature(request, secrets, (header, ""), static text => SignatureText.Base64(text), out var signature) is { } refusal)
        {
            return refusal;
        }

        return HmacCheck.MatchesAny(HashAlgorithmName.SHA256, signature, secrets, request.Body) ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static string Sign(ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToBase64String(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), body));
}
