using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Configuration;

/// <summary>An <c>inbox</c> that only takes in, an <c>outbox</c> that is only delivered to, and a <c>sulky</c> one that refuses in silence.</summary>
internal static class FakeConnectors
{
    public static IReadOnlyList<IConnector> All { get; } = [new Inbox(), new Outbox(), new Sulky()];

    private static ConnectorManifest Manifest(string key) => new()
    {
        Key = key,
        Name = key,
        Verification = "none",
        Events = [],
        Documentation = new Uri("https://example.com/"),
    };

    private sealed class Inbox : IWebhookConnector
    {
        public ConnectorManifest Manifest { get; } = Manifest("inbox");

        public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
        {
            var options = new ConfigObject(settings.Options, "$.options", errors);
            options.Whole("window", otherwise: 5, 1, 10);
            options.Done();
            return new Source();
        }
    }

    private sealed class Sulky : IWebhookConnector
    {
        public ConnectorManifest Manifest { get; } = Manifest("sulky");

        public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors) => null;
    }

    private sealed class Outbox : IDestinationConnector
    {
        public ConnectorManifest Manifest { get; } = Manifest("outbox");

        public IDestination? Bind(DestinationSettings settings, ConfigErrors errors) => new Destination();
    }

    private sealed class Source : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => WebhookVerdict.NoSecret;

        public WebhookReading Read(WebhookRequest request) => WebhookReading.Empty;
    }

    private sealed class Destination : IDestination
    {
        public int MaxBatch => 1;

        public OutboundCall Plan(IReadOnlyList<DeliveryIntent> intents, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            new("POST", new Uri("https://example.com/"), new Dictionary<string, string>(), default, "application/json");

        public DeliveryAnswer Read(OutboundResponse response, DateTimeOffset now) => new(DeliveryResult.Sent);
    }
}
