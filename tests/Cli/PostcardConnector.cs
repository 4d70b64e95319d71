using System.Text.Json;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Cli;

/// <summary>A vendor of the tests that can sign samples: the token is the secret itself, the stamp the time and the length.</summary>
internal sealed class PostcardConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "postcard",
        Name = "Postcard",
        Verification = "stamp",
        Events = [],
        Documentation = new Uri("https://postcard.example/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        if (settings.Options.TryGetProperty("colour", out var colour) && colour.ValueKind != JsonValueKind.String)
        {
            errors.Add("$.options.colour", "must be text");
            return null;
        }

        return new Inbox();
    }

    public SampleSecret MintSecret() => new("minted-secret", "minted-secret");

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) => new Dictionary<string, string>
    {
        ["X-Token"] = signingSecret,
        ["X-Stamp"] = $"{request.Method} {request.Url} {request.Body.Length} {now.ToUnixTimeSeconds()}",
    };

    internal sealed class Inbox : IWebhookSource
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => WebhookVerdict.Mismatch;

        public WebhookReading Read(WebhookRequest request) => WebhookReading.Empty;
    }
}
