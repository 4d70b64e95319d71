using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.ZohoCrm;

/// <summary>
/// The token that a notification carries back in its body, which is all that shows it to be genuine: it says who sends and
/// nothing about the rest of the body.
/// </summary>
internal static class ZohoCrmToken
{
    private const int MaxUnpacked = 8 * 1024 * 1024;

    public static WebhookVerdict Check(WebhookRequest request, IReadOnlyList<SecretValue> secrets, IReadOnlyList<SecretValue> channels)
    {
        if (!SecretCheck.AnyUsable(secrets))
        {
            return WebhookVerdict.NoSecret;
        }

        if (EncodedBody.Decode(request, MaxUnpacked, out var body) != BodyDecoding.Decoded || Find(body.Span) is not { } found)
        {
            return WebhookVerdict.Malformed;
        }

        if (string.IsNullOrEmpty(found.Token))
        {
            return WebhookVerdict.Missing;
        }

        var isOfChannel = channels.Count == 0 || SecretCheck.MatchesAny(found.Channel, channels);
        return SecretCheck.MatchesAny(found.Token, secrets) && isOfChannel ? WebhookVerdict.Genuine : WebhookVerdict.Mismatch;
    }

    /// <summary>The body with this token in place of its own, every other byte as it was; the body itself where it has none.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string token) =>
        Find(body.Span) is { Token: not null } found
            ? (byte[])[.. body.Span[..found.Start], .. Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(token)}\""), .. body.Span[found.End..]]
            : body;

    /// <summary>Null where the body is no JSON object, or has two tokens or one that is no text.</summary>
    private static Found? Find(ReadOnlySpan<byte> body)
    {
        try
        {
            return Scan(body);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException) // the latter: text that is not Unicode
        {
            return null;
        }
    }

    private static Found? Scan(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        var found = default(Found);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isToken = reader.ValueTextEquals("token"u8);
            var isChannel = reader.ValueTextEquals("channel_id"u8);
            reader.Read();
            if (isToken)
            {
                if (found.Token is not null || reader.TokenType != JsonTokenType.String)
                {
                    return null;
                }

                found = found with { Token = reader.GetString(), Start = (int)reader.TokenStartIndex, End = (int)reader.BytesConsumed };
            }
            else if (isChannel && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                found = found with { Channel = reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.UTF8.GetString(reader.ValueSpan) };
            }

            reader.Skip();
        }

        return reader.Read() ? null : found;
    }

    private readonly record struct Found(string? Token, string? Channel, int Start, int End);
}
