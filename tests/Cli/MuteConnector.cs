using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Cli;

/// <summary>A vendor of the tests that takes webhooks but cannot sign samples.</summary>
internal sealed class MuteConnector : IWebhookConnector
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "mute",
        Name = "Mute",
        Verification = "none",
        Events = [],
        Documentation = new Uri("https://mute.example/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors) => new PostcardConnector.Inbox();
}
