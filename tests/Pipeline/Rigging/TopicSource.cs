using System.Text;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>A vendor whose body means nothing without the event's name in a header, as several have it.</summary>
internal sealed class TopicSource : IWebhookSource
{
    public const string Header = "X-Topic";

    /// <summary>What was given to the reader, in order.</summary>
    public List<WebhookRequest> Read { get; } = [];

    /// <summary>Topics that the mapping knows by now.</summary>
    public HashSet<string> Known { get; } = [];

    public IReadOnlyList<string> ReplayHeaders => [Header];

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => WebhookVerdict.Genuine;

    WebhookReading IWebhookSource.Read(WebhookRequest request)
    {
        Read.Add(request);
        return request.Header(Header) is { } topic && Known.Contains(topic) && request.Header("Content-Encoding") is null
            ? new() { Changes = [Changes.Of(Changes.Crm, "1", $"{topic} {Encoding.UTF8.GetString(request.Body.Span)}").Field("city", topic)] }
            : WebhookReading.RejectAll(request, "the topic is not known");
    }
}
