using System.Globalization;
using System.Text;
using NSec.Cryptography;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.StandardWebhooks;

namespace ServerlessCdi.Tests.Unit.Connectors.StandardWebhooks;

public sealed class SignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly StandardWebhooksConnector Connector = new();

    // The vector that the convention's libraries share in their tests.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    [Theory]
    [InlineData("webhook")]
    [InlineData("svix")]
    public void The_published_vector_is_genuine(string prefix) =>
        Assert.Equal(WebhookVerdict.Genuine, Verify(Headers(Signature, prefix), Secret));

    [Fact]
    public void We_sign_as_the_published_vector_is_signed() =>
        Assert.Equal(Signature, Connector.Sign(new("POST", new("https://a.example/"), Body, Id), Secret, Now)["webhook-signature"]);

    [Fact]
    public void The_secret_may_come_without_its_prefix() =>
        Assert.Equal(WebhookVerdict.Genuine, Verify(Headers(Signature), Secret["whsec_".Length..]));

    [Theory]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= {0} v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=")]
    [InlineData("v9,x {0}")]
    [InlineData("v1,*** {0}")]
    public void One_of_several_signatures_is_enough(string header) =>
        Assert.Equal(WebhookVerdict.Genuine, Verify(Headers(string.Format(CultureInfo.InvariantCulture, header, Signature)), Secret));

    [Theory]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookVerdict.Malformed)]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookVerdict.Malformed)]
    [InlineData("v1,", WebhookVerdict.Malformed)]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE", WebhookVerdict.Malformed)]
    [InlineData("v1,g0hM9SsE", WebhookVerdict.Mismatch)]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookVerdict.Mismatch)]
    public void A_signature_of_another_version_or_form_does_not_count(string header, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Headers(header), Secret));

    [Fact]
    public void More_signatures_than_any_sender_has_are_not_looked_at()
    {
        var wrong = string.Concat(Enumerable.Repeat("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ", 16));
        Assert.Equal(WebhookVerdict.Mismatch, Verify(Headers(wrong + Signature), Secret));
    }

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64")]
    [InlineData("whpk_AAAA")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_secret_that_can_verify_nothing_is_no_secret(string secret) =>
        Assert.Equal(WebhookVerdict.NoSecret, Verify(Headers(Signature), secret));

    [Theory]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(23, false)]
    [InlineData(65, false)]
    public void A_shared_key_has_24_to_64_bytes(int length, bool allowed)
    {
        var secret = "whsec_" + Convert.ToBase64String(new byte[length]);
        var verdict = Verify(Headers(Signature), secret);
        Assert.Equal(allowed ? WebhookVerdict.Mismatch : WebhookVerdict.NoSecret, verdict);
    }

    [Theory]
    [InlineData(-301, WebhookVerdict.Stale)]
    [InlineData(-300, WebhookVerdict.Genuine)]
    [InlineData(300, WebhookVerdict.Genuine)]
    [InlineData(301, WebhookVerdict.Stale)]
    public void The_signed_time_may_be_five_minutes_off(int seconds, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Headers(Signature), Secret, Now.AddSeconds(seconds)));

    [Fact]
    public void The_tolerance_is_an_option()
    {
        const string Options = """{"toleranceSeconds": 10}""";
        Assert.Equal(WebhookVerdict.Genuine, Verify(Headers(Signature), Secret, Now.AddSeconds(10), Options));
        Assert.Equal(WebhookVerdict.Stale, Verify(Headers(Signature), Secret, Now.AddSeconds(11), Options));
    }

    [Theory]
    [InlineData("1614265330.0")]
    [InlineData("-1614265330")]
    [InlineData("1614265330 ")]
    [InlineData("now")]
    [InlineData("99999999999999999999")]
    public void A_time_that_is_none_is_malformed(string timestamp)
    {
        var headers = Headers(Signature);
        headers["webhook-timestamp"] = timestamp;
        Assert.Equal(WebhookVerdict.Malformed, Verify(headers, Secret));
    }

    [Fact]
    public void Headers_of_both_families_do_not_mix()
    {
        var headers = Headers(Signature);
        headers.Remove("webhook-id");
        headers["svix-id"] = Id;
        Assert.Equal(WebhookVerdict.Missing, Verify(headers, Secret));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_asymmetric_signature_is_verified_with_the_public_key(bool longPrivateKey)
    {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        var publicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        byte[] privateKey = [.. key.Export(KeyBlobFormat.RawPrivateKey), .. longPrivateKey ? publicKey : []];
        var headers = new Dictionary<string, string>(
            Connector.Sign(new("POST", new("https://a.example/"), Body, Id), "whsk_" + Convert.ToBase64String(privateKey), Now), StringComparer.OrdinalIgnoreCase);
        Assert.StartsWith("v1a,", headers["webhook-signature"], StringComparison.Ordinal);

        // Made by hand, so that signer and verifier cannot be wrong together.
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Now.ToUnixTimeSeconds()}.{Encoding.UTF8.GetString(Body)}");
        Assert.Equal("v1a," + Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, signed)), headers["webhook-signature"]);

        var secret = "whpk_" + Convert.ToBase64String(publicKey);
        Assert.Equal(WebhookVerdict.Genuine, Verify(headers, secret));
        Assert.Equal(WebhookVerdict.Stale, Verify(headers, secret, Now.AddSeconds(301)));
        using var other = Key.Create(SignatureAlgorithm.Ed25519);
        Assert.Equal(WebhookVerdict.Mismatch, Verify(headers, "whpk_" + Convert.ToBase64String(other.PublicKey.Export(KeyBlobFormat.RawPublicKey))));
        headers["webhook-id"] = "msg_other";
        Assert.Equal(WebhookVerdict.Mismatch, Verify(headers, secret));
    }

    private static Dictionary<string, string> Headers(string signature, string prefix = "webhook") => new(StringComparer.OrdinalIgnoreCase)
    {
        [$"{prefix}-id"] = Id,
        [$"{prefix}-timestamp"] = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        [$"{prefix}-signature"] = signature,
    };

    private static WebhookVerdict Verify(Dictionary<string, string> headers, string secret, DateTimeOffset? now = null, string options = "{}")
    {
        var request = new WebhookRequest { Method = "POST", Url = new("https://a.example/"), Headers = headers, Body = Body, ReceivedAt = Now };
        return Sources.Bind("""{"object":"contact","id":"id"}""", options).Verify(request, [new SecretValue(secret)], now ?? Now);
    }
}
