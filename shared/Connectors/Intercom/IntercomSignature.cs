using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Intercom;

/// <summary>
/// <c>X-Hub-Signature: sha1=…</c>: hexadecimal HMAC-SHA1 over the raw body under the app's client secret. Intercom has nothing
/// newer, and as a MAC SHA-1 still holds (https://developers.intercom.com/docs/webhooks/webhook-notifications, seen 2026-11-22).
/// </summary>
internal static class IntercomSignature
{
    public const string Header = "X-Hub-Signature";
    private const string Prefix = "sha1=";
    private static readonly HmacProof Proof = new(Header, Prefix, static text => SignatureText.Hex(text), HashAlgorithmName.SHA1);

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => Proof.Verify(request, secrets, now);

    public static string Sign(ReadOnlyMemory<byte> body, string secret) =>
        Prefix + Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), body));
}
