using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Dataverse;

/// <summary>Webhooks of Microsoft Dataverse, on which the Dynamics 365 apps for sales, service and marketing stand.</summary>
public sealed class DataverseConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "dataverse",
        Name = "Microsoft Dataverse (Dynamics 365)",
        Verification = "key in a header or the URL",
        Events =
        [
            "Create", "Update", "Delete", "Merge", "CreateMultiple", "UpdateMultiple", "of contact, lead, account, opportunity, incident, salesorder, invoice, activities",
        ],
        Documentation = new Uri("https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = DataverseOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new DataverseReader(options, mapping));
    }

    /// <summary>The value of the header that the webhook is registered with.</summary>
    public SampleSecret MintSecret()
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(key, key);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            [DataverseOptions.DefaultHeader] = signingSecret,
        };

    private sealed class Source(IProof proof, VendorMapping mapping, DataverseReader reader) : IWebhookSource, IRowSource
    {
        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public IReadOnlyList<string> ReplayHeaders => DataverseReader.Headers;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);

        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object, DataverseReader.Key);
    }
}
