using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Segment;

internal sealed class SegmentSource(SourceSettings settings, SegmentOptions options, VendorMapping mapping) : IWebhookSource
{
    // What Segment answers, to the letter: some libraries look at it.
    private static readonly WebhookAnswer Success = WebhookAnswer.Json(200, """{"success":true}""");

    private readonly SegmentReader _reader = new(settings, mapping, options.MaxBatchBytes);

    public IReadOnlyList<FieldUse> Fields => mapping.Fields;

    public IReadOnlyList<MappedPath> Paths => mapping.Paths;

    public int MaxBodyBytes => options.MaxBatchBytes;

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
        SegmentKey.Check(request, secrets, options.MaxBatchBytes);

    public WebhookReading Read(WebhookRequest request) => _reader.Read(request);

    public WebhookAnswer Accepted(WebhookReading reading) => Success;
}
