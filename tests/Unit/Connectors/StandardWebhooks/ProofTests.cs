using System.Security.Cryptography;
using System.Text;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

/// <summary>Senders that sign in ways of their own.</summary>
public sealed class ProofTests
{
    private const string Mapping = """{"object":"contact","id":"id"}""";
    private const string Secret = "It's a Secret to Everybody";
    private static readonly byte[] Body = "Hello, World!"u8.ToArray();

    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    private const string GitHub = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    [Fact]
    public void A_published_hex_signature_is_genuine() =>
        Assert.Equal(WebhookVerdict.Genuine, Verify("""{"kind":"hmac","header":"X-Hub-Signature-256","prefix":"sha256="}""", "x-hub-signature-256", GitHub));

    [Theory]
    [InlineData("sha1", "hex")]
    [InlineData("sha256", "hex")]
    [InlineData("sha512", "hex")]
    [InlineData("sha1", "base64")]
    [InlineData("sha256", "base64")]
    [InlineData("sha512", "base64")]
    public void Algorithm_and_encoding_are_options(string algorithm, string encoding)
    {
        using var hmac = IncrementalHash.CreateHMAC(new HashAlgorithmName(algorithm.ToUpperInvariant()), Encoding.UTF8.GetBytes(Secret));
        hmac.AppendData(Body);
        var mac = hmac.GetHashAndReset();
        var text = encoding == "hex" ? Convert.ToHexString(mac) : Convert.ToBase64String(mac);
        var options = $$"""{"kind":"hmac","header":"X-Sig","encoding":"{{encoding}}","algorithm":"{{algorithm}}"}""";
        Assert.Equal(WebhookVerdict.Genuine, Verify(options, "X-Sig", text));
        Assert.Equal(WebhookVerdict.Mismatch, Verify(options, "X-Sig", text, secret: "another"));
        Assert.Equal(WebhookVerdict.Malformed, Verify(options, "X-Sig", text[..^1]));
    }

    [Theory]
    [InlineData("=", WebhookVerdict.Genuine)]
    [InlineData("", WebhookVerdict.Genuine)]
    [InlineData("A", WebhookVerdict.Mismatch)]
    [InlineData("+", WebhookVerdict.Malformed)]
    [InlineData(" ", WebhookVerdict.Genuine)]
    [InlineData("%", WebhookVerdict.Malformed)]
    public void A_signature_in_the_alphabet_of_URLs_may_be_padded_or_not(string end, WebhookVerdict expected)
    {
        var text = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Equal(expected, Verify("""{"kind":"hmac","header":"X-Sig","encoding":"base64url"}""", "X-Sig", text + end));
    }

    [Theory]
    [InlineData("Bearer " + Secret, Secret, WebhookVerdict.Genuine)]
    [InlineData("bearer " + Secret, Secret, WebhookVerdict.Genuine)]
    [InlineData(Secret, Secret, WebhookVerdict.Malformed)]
    [InlineData("Bearer another", Secret, WebhookVerdict.Mismatch)]
    [InlineData("Bearer ", Secret, WebhookVerdict.Malformed)]
    [InlineData("", Secret, WebhookVerdict.Missing)]
    [InlineData("Bearer ", "", WebhookVerdict.NoSecret)]
    public void A_token_is_compared_with_the_live_secrets(string header, string secret, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify("""{"kind":"token","header":"Authorization","prefix":"Bearer "}""", "Authorization", header, secret));

    [Theory]
    [InlineData("""{"verification":"none"}""", "$.options.verification")]
    [InlineData("""{"verification":{"kind":"none","header":"X"}}""", "$.options.verification.kind")]
    [InlineData("""{"verification":{"header":"X"}}""", "$.options.verification.kind")]
    [InlineData("""{"verification":{"kind":"hmac"}}""", "$.options.verification.header")]
    [InlineData("""{"verification":{"kind":"hmac","header":"X","encoding":"utf8"}}""", "$.options.verification.encoding")]
    [InlineData("""{"verification":{"kind":"hmac","header":"X","algorithm":"md5"}}""", "$.options.verification.algorithm")]
    [InlineData("""{"verification":{"kind":"token","header":"X","encoding":"hex"}}""", "$.options.verification.encoding")]
    [InlineData("""{"toleranceSeconds":0}""", "$.options.toleranceSeconds")]
    [InlineData("""{"tolerance":300}""", "$.options.tolerance")]
    public void A_wrong_option_is_reported_where_it_stands(string options, string path) =>
        Assert.StartsWith(path + ": ", Assert.Single(Sources.Mistakes(Mapping, options)), StringComparison.Ordinal);

    private static WebhookVerdict Verify(string verification, string header, string value, string secret = Secret)
    {
        var request = new WebhookRequest
        {
            Method = "POST",
            Url = new("https://a.example/"),
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value },
            Body = Body,
            ReceivedAt = Sources.ReceivedAt,
        };
        return Sources.Bind(Mapping, $$"""{"verification":{{verification}}}""").Verify(request, [new SecretValue(secret)], Sources.ReceivedAt);
    }
}
