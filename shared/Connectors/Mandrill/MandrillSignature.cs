using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Mandrill;

/// <summary>
/// <c>X-Mandrill-Signature</c>: base64 of HMAC-SHA1 over the URL as it was given to Mandrill, followed by the name and value of
/// every form field, decoded and sorted by name, with nothing between them.
/// </summary>
internal static class MandrillSignature
{
    public const string Header = "X-Mandrill-Signature";

    /// <summary>What signs the test of a webhook that has no key yet. Everybody knows it.</summary>
    private const string TestKey = "test-webhook";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets)
    {
        if (ProofHeader.ReadSignature(request, secrets, (Header, ""), static text => SignatureText.Base64(text), out var signature) is { } refusal)
        {
            return refusal;
        }

        return Signed(request.Url, FormBody.Read(request.Body.Span)) is { } signed && HmacCheck.MatchesAny(HashAlgorithmName.SHA1, signature, secrets, signed)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Mismatch;
    }

    /// <summary>The test at set-up: signed with the key that everybody knows, and therefore taken for nothing but an empty list.</summary>
    public static bool IsSetUpTest(WebhookRequest request)
    {
        var form = FormBody.Read(request.Body.Span);
        return form is [{ Key: MandrillBody.Field, Value: var events }] && events.Trim() == "[]"
            && request.Header(Header)?.Trim() is { } text && SignatureText.Base64(text) is { } signature
            && Signed(request.Url, form) is { } signed
            && HmacCheck.Matches(HashAlgorithmName.SHA1, signature, Encoding.UTF8.GetBytes(TestKey), signed);
    }

    public static string Sign(Uri url, ReadOnlyMemory<byte> body, string secret) => Convert.ToBase64String(
        HmacCheck.Compute(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), Signed(url, FormBody.Read(body.Span)) ?? Encoding.UTF8.GetBytes(url.OriginalString)));

    /// <summary>Null where the form is not Mandrill's: with nothing between the parts, names could lend letters to values.</summary>
    private static ReadOnlyMemory<byte>? Signed(Uri url, IReadOnlyList<KeyValuePair<string, string>>? form)
    {
        if (form is null || MandrillBody.EventsOf(form) is null)
        {
            return null;
        }

        var text = new StringBuilder(url.OriginalString);
        foreach (var (name, value) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
