using System.Text.Encodings.Web;
using System.Text.Json;

namespace ServerlessCdi.Connectors;

/// <summary>The HTTP answer that a vendor needs to hear.</summary>
public sealed record WebhookAnswer(int Status, string? ContentType = null, string? Body = null)
{
    public static WebhookAnswer Ok { get; } = new(200);

    public static WebhookAnswer NoContent { get; } = new(204);

    public static WebhookAnswer Json(int status, string json) => new(status, "application/json", json);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the problem details say is wrong, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>RFC 9457 problem details.</summary>
    public static WebhookAnswer Problem(int status, string title, string detail) =>
        new(status, "application/problem+json", $$"""{"type":"about:blank","title":{{Quote(title)}},"status":{{status}},"detail":{{Quote(detail)}}}""") { Detail = detail };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
