using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Salesforce;

/// <summary>Salesforce: outbound messages (SOAP), and change data capture and platform events as a relay posts them (JSON).</summary>
public sealed class SalesforceConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "salesforce",
        Name = "Salesforce",
        Verification = "secret in the URL, and the organization's id",
        Events = ["outbound messages", "change data capture", "platform events", "of Contact, Lead, Account, Opportunity, Case, Order, Task, Event"],
        Documentation = new Uri("https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_om_outboundmessaging.htm"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = SalesforceOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new SalesforceReader(options, mapping));
    }

    /// <summary>A secret for the URL's query.</summary>
    public SampleSecret MintSecret()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(token, token);
    }

    public SampleRequest Prepare(SampleRequest request, string signingSecret) =>
        request with { Url = QueryText.With(request.Url, ProofOptions.DefaultQuery, signingSecret) };

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = SalesforceSoap.IsXml(request.Body.Span) ? "text/xml; charset=utf-8" : "application/json",
        };

    private sealed class Source(IProof proof, VendorMapping mapping, SalesforceReader reader) : IWebhookSource, IRowSource
    {
        /// <summary>A hundred records with every field chosen pass a megabyte.</summary>
        public int MaxBodyBytes => 4 * 1024 * 1024;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => reader.Read(request);

        /// <remarks>An outbound message that is not answered with these very words counts as failed. A relay looks at the status alone.</remarks>
        public WebhookAnswer Accepted(WebhookReading reading) => SalesforceSoap.Acknowledged;

        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object, SalesforceId.Long);
    }
}
