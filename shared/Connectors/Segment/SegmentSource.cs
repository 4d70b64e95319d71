namespace ServerlessCdi.Connectors.Segment;

internal sealed class SegmentSource(SourceSettings settings, SegmentOptions options) : IWebhookSource
{
    // What Segment answers, to the letter: some libraries look at it.
    private static readonly WebhookAnswer Success = WebhookAnswer.Json(200, """{"success":true}""");

    public int MaxBodyBytes => options.MaxBatchBytes;

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        SegmentKey.Check(request, secrets, options.MaxBatchBytes);

    public WebhookReading Read(WebhookRequest request) => SegmentReader.Read(request, settings, options.MaxBatchBytes);

    public WebhookAnswer Accepted(WebhookReading reading) => Success;
}
