using System.Security.Cryptography;
using ServerlessCdi.Connectors.Mapping;

namespace ServerlessCdi.Connectors.ZohoCrm;

/// <summary>Zoho CRM's instant notifications about contacts, leads, accounts, deals and the other modules.</summary>
public sealed class ZohoCrmConnector : IWebhookConnector, ISampleSigner
{
    /// <summary>Zoho takes a token of at most 50 characters.</summary>
    private const int MintedBytes = 24;

    public ConnectorManifest Manifest { get; } = new()
    {
        Key = "zoho-crm",
        Name = "Zoho CRM",
        Verification = "token in the body",
        Events =
        [
            "Contacts.*", "Leads.*", "Accounts.*", "Deals.*", "Cases.*", "Invoices.*", "Sales_Orders.*", "Tasks.*", "Calls.*", "Events.*",
        ],
        Documentation = new Uri("https://www.zoho.com/crm/developer/docs/api/v8/notifications/overview.html"),
    };

    public IWebhookSource? Bind(SourceSettings settings, ConfigErrors errors)
    {
        var options = ZohoCrmOptions.Read(settings.Options, errors);
        var mapping = VendorMapping.Bind(settings, errors);
        return options is null || mapping is null ? null : new Source(options, mapping);
    }

    /// <summary>The token that a channel is made with.</summary>
    public SampleSecret MintSecret()
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MintedBytes));
        return new(token, token);
    }

    /// <summary>The body with the token in place of the sample's own.</summary>
    public SampleRequest Prepare(SampleRequest request, string signingSecret) => request with { Body = ZohoCrmToken.Replace(request.Body, signingSecret) };

    public IReadOnlyDictionary<string, string> Sign(SampleRequest request, string signingSecret, DateTimeOffset now) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };

    private sealed class Source(ZohoCrmOptions options, VendorMapping mapping) : IWebhookSource, IRowSource, IRenewable
    {
        private readonly ZohoCrmReader _reader = new(mapping);

        public IReadOnlyList<FieldUse> Fields => mapping.Fields;

        public IReadOnlyList<MappedPath> Paths => mapping.Paths;

        public DateTimeOffset? RenewBy => options.ChannelExpires;

        public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<SecretValue> secrets, DateTimeOffset now) =>
            ZohoCrmToken.Check(request, secrets, options.Channels);

        /// <remarks>The token is a live credential, and whoever mends a quarantined part has no need of it.</remarks>
        public WebhookReading Read(WebhookRequest request)
        {
            var reading = JsonDelivery.Read(request, _reader);
            return reading.Rejected.Count == 0
                ? reading
                : reading with { Rejected = [.. reading.Rejected.Select(part => part with { Raw = ZohoCrmToken.Replace(part.Raw, "") })] };
        }

        /// <remarks>Exports write <c>zcrm_</c> before the id.</remarks>
        public WebhookReading ReadRow(WebhookRequest row, string? @object) => mapping.ReadRow(row, @object, static id => id.StartsWith("zcrm_", StringComparison.Ordinal) ? id["zcrm_".Length..] : id);
    }
}
