using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// Finds the write key of a request and compares it. Server libraries send it as the user of HTTP Basic; browser
/// libraries, which may not set the header in a beacon, as <c>writeKey</c> in the body.
/// </summary>
internal static class SegmentKey
{
    private const string Scheme = "Basic ";

    public static WebhookVerdict Check(WebhookRequest request, IReadOnlyList<SecretValue> secrets, int cap)
    {
        if (secrets.Count == 0)
        {
            return WebhookVerdict.NoSecret;
        }

        var header = request.Header("Authorization");
        var key = "";
        if (!string.IsNullOrWhiteSpace(header) && !TryReadHeader(header.Trim(), out key))
        {
            return WebhookVerdict.Malformed;
        }

        if (key.Length == 0 && !TryReadBody(request, cap, out key))
        {
            return WebhookVerdict.Malformed;
        }

        return key.Length == 0 ? WebhookVerdict.Missing
            : SecretCheck.MatchesAny(key, secrets) ? WebhookVerdict.Genuine
            : WebhookVerdict.Mismatch;
    }

    // The password is ignored, as Segment ignores it. A Bearer token (Segment's OAuth) is issued by Segment, so it means nothing here.
    private static bool TryReadHeader(string header, out string key)
    {
        key = "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || SignatureText.Base64(header.AsSpan(Scheme.Length).Trim()) is not { } bytes)
        {
            return false;
        }

        var user = bytes.AsSpan();
        var colon = user.IndexOf((byte)':');
        key = Encoding.UTF8.GetString(colon < 0 ? user : user[..colon]);
        return true;
    }

    private static bool TryReadBody(WebhookRequest request, int cap, out string key)
    {
        key = "";
        if (EncodedBody.Decode(request, cap, out var body) != BodyDecoding.Decoded)
        {
            return false;
        }

        try
        {
            key = FindKey(body.Span);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // Only the top level is looked at, and reading stops at the key: an element of a batch does not speak for the batch.
    private static string FindKey(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = SegmentReader.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("writeKey"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            }

            reader.Skip();
        }

        return "";
    }
}
