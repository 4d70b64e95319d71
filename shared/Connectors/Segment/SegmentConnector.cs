using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Segment;

/// <summary>
/// The HTTP tracking API that Segment's and RudderStack's libraries speak, so that they can point here unchanged. It is
/// the API's receiving side; Segment as a sender of webhooks is another thing.
/// </summary>
public sealed class SegmentConnector : ITrackingConnector, ISampleSigner
{
    private const string KeyAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "segment",
        Name = "Segment",
        Verification = "write key (HTTP Basic or body)",
        Events = ["identify", "track", "page", "screen", "group", "alias"],
        Documentation = new Uri("https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = SegmentOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new SegmentSource(settings, options, mapping);
    }

    /// <summary>The call that the sample is named for: <c>identify-new</c> goes to <c>v1/identify</c>, any other name to <c>v1/batch</c>.</summary>
    public string SampleRoute(string source, string sample)
    {
        var end = sample.AsSpan().IndexOfAny('-', '.');
        var name = end < 0 ? sample : sample[..end];
        return $"v1/{(Manifest.Events.Contains(name) ? name : SegmentRoute.Batch)}";
    }

    public SampleSecret MintSecret()
    {
        var key = RandomNumberGenerator.GetString(KeyAlphabet, 32);
        return new(key, key);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{signingSecret}:"))}",
        };
}
