using ServerlessCdi.Connectors;

namespace ServerlessCdi.Pipeline.Intake;

/// <summary>The bare answers of the door, which tell a caller nothing that it does not know.</summary>
internal static class IntakeAnswer
{
    public static WebhookAnswer Unauthorized { get; } = new(401);

    public static WebhookAnswer UnknownSource { get; } = WebhookAnswer.Problem(404, "Not found", "There is no such source.");

    public static WebhookAnswer MethodNotAllowed { get; } =
        WebhookAnswer.Problem(405, "Method not allowed", "Webhooks are sent with POST.") with { Headers = new Dictionary<string, string> { ["Allow"] = "POST" } };

    public static WebhookAnswer TooLarge(int limit) => WebhookAnswer.Problem(413, "Content too large", $"A body may have at most {limit} bytes.");

    public static WebhookAnswer UnsupportedEncoding { get; } =
        WebhookAnswer.Problem(415, "Unsupported media type", "Content-Encoding must be absent, identity or gzip.") with
        {
            Headers = new Dictionary<string, string> { ["Accept-Encoding"] = "gzip" },
        };
}
