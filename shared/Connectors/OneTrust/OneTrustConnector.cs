using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.OneTrust;

/// <summary>What a OneTrust workflow sends when somebody's consents have changed.</summary>
public sealed class OneTrustConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "onetrust",
        Name = "OneTrust",
        Verification = "configured header, bearer token or HTTP Basic",
        Events = ["3010 (consent changed)"],
        Documentation = new Uri("https://developer.onetrust.com/onetrust/docs/universal-consent-preference-management"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = OneTrustOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new OneTrustReader(options, mapping));
    }

    /// <summary>The token of the header that the workflow's web call is given.</summary>
    public SampleSecret MintSecret()
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(secret, secret);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = $"Bearer {signingSecret}",
        };

    private sealed class Source(IProof proof, VendorMapping mapping, OneTrustReader reader) : IWebhookSource
    {
        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        /// <remarks>The payload opens the person's preference centre, so that nothing of it may wait anywhere either, sealed or not.</remarks>
        public WebhookReading Read(WebhookRequest request)
        {
            var reading = JsonDelivery.Read(request, reader);
            return reading.Rejected.Count == 0
                ? reading
                : reading with { Rejected = [.. reading.Rejected.Select(part => part with { Raw = OneTrustSecrets.Cut(part.Raw) })] };
        }
    }
}
