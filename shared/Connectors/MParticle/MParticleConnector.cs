using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;
using ServerlessCdi.Connectors.Signatures;

namespace ServerlessCdi.Connectors.MParticle;

/// <summary>mParticle's webhook output, and the status callbacks of its data subject requests.</summary>
public sealed class MParticleConnector : IWebhookConnector, ISampleSigner
{
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "mparticle",
        Name = "mParticle",
        Verification = "HTTP Basic or another configured credential",
        Events =
        [
            "user attributes and identities", "consent state", "custom_event", "commerce_event", "screen_view", "session_*", "application_state_transition",
            "push_message", "uninstall", "opt_out", "alias", "data subject request status",
        ],
        Documentation = new Uri("https://docs.mparticle.com/developers/apis/json-reference/"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = MParticleOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options.Proof, mapping, new MParticleReader(mapping, options.Purposes));
    }

    /// <summary>The user and password of the output's Authorization header.</summary>
    public SampleSecret MintSecret()
    {
        var pair = $"mparticle:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes))}";
        return new(pair, pair);
    }

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json",
            ["Authorization"] = BasicProof.HeaderOf(signingSecret),
        };

    private sealed class Source(IProof proof, VendorMapping mapping, MParticleReader reader) : IWebhookSource
    {
        private static readonly WebhookAnswer Noted = new(202);

        /// <summary>A batch holds about ten minutes of a device, or a whole session.</summary>
        public int MaxBodyBytes => 4 * 1024 * 1024;

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) => proof.Verify(request, secrets, now);

        public WebhookReading Read(WebhookRequest request) => JsonDelivery.Read(request, reader);

        /// <summary>A status callback of OpenDSR is answered 202.</summary>
        public WebhookAnswer Accepted(WebhookReading reading) => reading.Changes.Any(c => c.Record.Object == MParticleReader.PrivacyRequest) ? Noted : WebhookAnswer.Ok;
    }
}
