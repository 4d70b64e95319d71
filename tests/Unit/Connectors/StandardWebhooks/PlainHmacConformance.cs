using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

/// <summary>A sender with a signature of its own instead of the convention's.</summary>
public sealed class PlainHmacConformance : ConnectorConformance<StandardWebhooksConnector>
{
    private const string Header = "X-Signature-256";

    protected override IReadOnlyList<string> CredentialHeaders => [Header];

    protected override string OptionsJson => """{"verification":{"kind":"hmac","header":"X-Signature-256","prefix":"sha256="}}""";

    protected override string MappingJson => SharedMapping.Json;

    protected override string ValidBody => SharedMapping.Batch;

    protected override string UnknownEventBody => SharedMapping.Unknown;

    protected override SampleSecret Mint()
    {
        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return new(text, text);
    }

    protected override IReadOnlyDictionary<string, string> Sign(SampleRequest request, string secret, DateTimeOffset now) => new Dictionary<string, string>
    {
        [Header] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span)),
    };
}
