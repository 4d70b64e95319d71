using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.Slack;

/// <summary>Slack's events about members of a workspace, for communities of customers that live there.</summary>
public sealed class SlackConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "slack",
        Name = "Slack",
        Verification = "HMAC-SHA256 with timestamp",
        Events = ["team_join", "user_change", "user_profile_changed"],
        Documentation = new Uri("https://docs.slack.dev/apis/events-api/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = SlackOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping, new SlackReader(options, mapping));
    }

    /// <summary>An app's signing secret.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now)
    {
        var (timestamp, signature) = SlackSignature.Sign(request.Body, signingSecret, now);
        return new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [SlackSignature.Header] = signature,
            [SlackSignature.TimestampHeader] = timestamp,
        };
    }

    private sealed class Source(SlackOptions options, VendorMapping mapping, SlackReader reader) : IWebhookSource, IWebhookHandshake
    {
        public WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            request.Method == "POST" && SlackChallenge.Find(request) is { } word && Verify(request, secrets, now) == WebhookVerdict.Genuine
                ? new(200, "text/plain", word)
                : null;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            SlackSignature.Verify(request, secrets, options.Tolerance, now);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) =>
            SlackForm.NameOf(request) is { } form ? new() { Ignored = [form[..Math.Min(form.Length, 80)]] } : JsonDelivery.Read(request, reader);
    }
}
