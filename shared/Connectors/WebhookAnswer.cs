using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerlessCdi.Connectors;

/// <summary>The HTTP answer that a vendor needs to hear.</summary>
public sealed record WebhookAnswer(int Status, string? ContentType = null, string? Body = null)
{
    public static WebhookAnswer Ok { get; } = new(200);

    public static WebhookAnswer NoContent { get; } = new(204);

    public static WebhookAnswer Json(int status, string json) => new(status, "application/json", json);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Of a handshake: a secret that the vendor has handed over, to be stored as a version of the source's first one before this is answered.</summary>
    [JsonIgnore]
    public SecretValue? NewSecret { get; init; }

    /// <summary>What the problem details say is wrong, in words.</summary>
    public string? Detail { get; init; }

    /// <summary>RFC 9457 problem details.</summary>
    public static WebhookAnswer Problem(int status, string title, string detail) =>
        new(status, "application/problem+json", $$"""{"type":"about:blank","title":{{Quote(title)}},"status":{{status}},"detail":{{Quote(detail)}}}""") { Detail = detail };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
