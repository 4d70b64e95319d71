using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Mailchimp;

/// <summary>Mailchimp's audience webhooks: who subscribed, changed, moved to another address, unsubscribed or was cleaned.</summary>
public sealed class MailchimpConnector : IWebhookConnector, ISampleSigner
{
    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "mailchimp",
        Name = "Mailchimp",
        Verification = "secret in the URL",
        Events = ["subscribe", "unsubscribe", "profile", "upemail", "cleaned"],
        Documentation = new Uri("https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = MailchimpOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping, new MailchimpReader(options, mapping));
    }

    /// <summary>Letters and digits only, for it stands in a URL.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        return new(secret, secret);
    }

    public SampleRequest Prepare(SampleRequest request, string signingSecret) =>
        request with { Url = QueryText.With(request.Url, ProofOptions.DefaultQuery, signingSecret) };

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" };

    private sealed class Source(MailchimpOptions options, VendorMapping mapping, MailchimpReader reader) : IWebhookSource, IRowSource, IWebhookHandshake
    {
        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            options.Proof.Verify(request, secrets, now);

        /// <summary>Mailchimp asks whether the address is there when the webhook is saved, and takes nothing but 200 for an answer.</summary>
        public WebhookAnswer? Handshake(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            request.Method is "GET" or "HEAD" ? WebhookAnswer.Ok : null;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookReading Read(WebhookRequest request) => FormDelivery.Read(request, reader);

        /// <remarks>An export does not name its audience: options.lists has to name one and no other.</remarks>
        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object, email => options.Lists.OnlyId is { } list ? MailchimpReader.KeyOf(list, email) : null);
    }
}
