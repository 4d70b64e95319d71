using System.Text.Json;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>When an address is saved, Slack sends a word that it wants to hear back. The request is signed like all others.</summary>
internal static class SlackChallenge
{
    private const int MaxLength = 1024;

    /// <summary>The word, or null where the body is no such request.</summary>
    public static string? Find(WebhookRequest request)
    {
        // The type stands in every body of this kind, so all others are spared the parsing.
        if (request.Body.Span.IndexOf("url_verification"u8) < 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(request.Body, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.Text("type"u8) == "url_verification" && document.RootElement.Text("challenge"u8) is { Length: > 0 and <= MaxLength } word ? word : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not Unicode.
            return null;
        }
    }
}
