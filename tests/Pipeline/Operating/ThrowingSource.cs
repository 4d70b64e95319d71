using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Pipeline.Operating;

/// <summary>A reader with a bug.</summary>
internal sealed class ThrowingSource : IWebhookSource
{
    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => WebhookVerdict.Genuine;

    public WebhookReading Read(WebhookRequest request) => throw new NotSupportedException();
}
