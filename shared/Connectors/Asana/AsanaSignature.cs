using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Asana;

/// <summary><c>X-Hook-Signature</c>: hexadecimal HMAC-SHA256 over the raw body, under the text of the secret that the hook's handshake brought.</summary>
internal static class AsanaSignature
{
    public const string Header = "X-Hook-Signature";
    private static readonly HmacProof Proof = new(Header, "", static text => SignatureText.Hex(text), HashAlgorithmName.SHA256);

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => Proof.Verify(request, secrets, now);

    public static string Sign(ReadOnlyMemory<byte> body, string secret) =>
        Convert.ToHexStringLower(HmacCheck.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), body));
}
