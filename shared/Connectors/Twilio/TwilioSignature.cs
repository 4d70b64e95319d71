using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1 under the account's auth token over the URL, followed by the name and value of
/// every form field, decoded, sorted, and each pair once. Of another body the URL's parameter <c>bodySHA256</c> is the hash.
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";
    private const string HashParameter = "bodySHA256";

    public static WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets)
    {
        if (ProofHeader.ReadSignature(request, secrets, (Header, ""), static text => SignatureText.Base64(text), out var signature) is { } refusal)
        {
            return refusal;
        }

        if (Signed(request.Url, request.Body) is not var (url, fields))
        {
            return WebhookVerdict.Mismatch;
        }

        // What stands between may have added the port or taken it away.
        var fits = false;
        foreach (var form in Ports(url))
        {
            fits |= HmacCheck.MatchesAny(HashAlgorithmName.SHA1, signature, secrets, Encoding.UTF8.GetBytes(form + fields));
        }

        return fits ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    public static string Sign(Uri url, ReadOnlyMemory<byte> body, string secret)
    {
        var (text, fields) = Signed(url, body) ?? (url.OriginalString, "");
        return Convert.ToBase64String(HmacCheck.Compute(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text + fields)));
    }

    /// <summary>A body that is no form, as some of Twilio's products send it.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body) => body is [(byte)'{' or (byte)'[', ..];

    /// <summary>Null where the body is neither a form nor what the URL says.</summary>
    private static (string Url, string Fields)? Signed(Uri url, ReadOnlyMemory<byte> body)
    {
        if (!IsJson(body.Span))
        {
            return FormBody.Read(body.Span) is { } form ? (url.OriginalString, Join(form)) : null;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        return QueryText.Find(url, HashParameter) switch
        {
            // The configured URL of a proxy has no query; what would stand there follows from the body.
            null => (QueryText.With(url, HashParameter, hash).OriginalString, ""),
            var given => given.Equals(hash, StringComparison.OrdinalIgnoreCase) ? (url.OriginalString, "") : null,
        };
    }

    private static string Join(IReadOnlyList<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder();
        var sorted = form.OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal).Distinct();
        foreach (var (name, value) in sorted)
        {
            text.Append(name).Append(value);
        }

        return text.ToString();
    }

    /// <summary>The URL as it is, without its port, and with the usual one. Its other characters stay as they came.</summary>
    private static List<string> Ports(string url)
    {
        var forms = new List<string> { url };
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return forms;
        }

        var start = scheme + 3;
        var end = url.AsSpan(start).IndexOfAny("/?#") is >= 0 and var found ? start + found : url.Length;
        var authority = url[start..end];
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']') && colon > authority.LastIndexOf('@'))
        {
            forms.Add(string.Concat(url.AsSpan(0, start + colon), url.AsSpan(end)));
        }
        else
        {
            var port = url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
            forms.Add(string.Concat(url.AsSpan(0, end), port, url.AsSpan(end)));
        }

        return forms;
    }
}
