using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.Pipedrive;

/// <summary>Pipedrive's webhooks, v1 and v2, about persons, organizations, deals, leads and activities.</summary>
public sealed class PipedriveConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "pipedrive",
        Name = "Pipedrive",
        Verification = "HTTP Basic",
        Events = ["*.person", "*.organization", "*.deal", "*.lead", "*.activity"],
        Documentation = new Uri("https://pipedrive.readme.io/docs/guide-for-webhooks-v2"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = PipedriveOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new PipedriveReader(options, mapping));
    }

    /// <summary>The user and password that a webhook is made with.</summary>
    public SampleSecret MintSecret()
    {
        var pair = $"pipedrive:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes))}";
        return new(pair, pair);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = BasicProof.HeaderOf(signingSecret),
        };

    private sealed class Source(IProof proof, VendorMapping mapping, PipedriveReader reader) : IWebhookSource, IRowSource
    {
        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);

        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object);
    }
}
