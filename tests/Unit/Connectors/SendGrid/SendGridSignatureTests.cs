using System.Security.Cryptography;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.SendGrid;

namespace ServerlessCdi.Tests.Unit.Connectors.SendGrid;

public sealed class SendGridSignatureTests
{
    private static readonly DateTimeOffset Now = SendGridSource.Now;

    private readonly SampleSecret _keys = new SendGridConnector().MintSecret();

    [Fact]
    public void The_key_may_be_PEM_as_well_as_what_the_settings_page_shows()
    {
        var pem = PemEncoding.WriteString("PUBLIC KEY", Convert.FromBase64String(_keys.Verifying));
        var request = SendGridSource.Signed("[]", _keys.Signing, Now);
        Assert.Equal(WebhookVerdict.Genuine, Verify(request, pem));
        Assert.Equal(WebhookVerdict.Genuine, Verify(request, $" {_keys.Verifying}\r\n"));
    }

    [Fact]
    public void A_key_on_another_curve_verifies_nothing()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var request = SendGridSource.Signed("[]", Convert.ToBase64String(other.ExportPkcs8PrivateKey()), Now);
        Assert.Equal(WebhookVerdict.Mismatch, Verify(request, Convert.ToBase64String(other.ExportSubjectPublicKeyInfo())));
    }

    [Fact]
    public void A_signature_in_the_fixed_length_form_is_refused()
    {
        var request = SendGridSource.Signed("[]", _keys.Signing, Now);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(_keys.Signing), out _);
        var hash = SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(request.Header(Timestamp)!), .. request.Body.Span]);
        var plain = Convert.ToBase64String(key.SignHash(hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        Assert.Equal(WebhookVerdict.Mismatch, Verify(With(request, Signature, plain), _keys.Verifying));
    }

    [Theory]
    [InlineData("{}", 10, WebhookVerdict.Genuine)]
    [InlineData("{}", 11, WebhookVerdict.Stale)]
    [InlineData("{}", -11, WebhookVerdict.Stale)]
    [InlineData("""{"toleranceMinutes":1440}""", 1440, WebhookVerdict.Genuine)]
    [InlineData("""{"toleranceMinutes":1440}""", 1441, WebhookVerdict.Stale)]
    [InlineData("""{"toleranceMinutes":0}""", 500_000, WebhookVerdict.Genuine)]
    public void The_tolerance_is_configurable(string options, int ageMinutes, WebhookVerdict expected)
    {
        var request = SendGridSource.Signed("[]", _keys.Signing, Now.AddMinutes(-ageMinutes));
        Assert.Equal(expected, SendGridSource.Bind(options).Verify(request, [new SecretValue(_keys.Verifying)], Now));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("")]
    [InlineData("1588788367.5")]
    public void A_timestamp_of_another_form_is_malformed_even_without_a_tolerance(string timestamp)
    {
        var request = With(SendGridSource.Signed("[]", _keys.Signing, Now), Timestamp, timestamp);
        Assert.Equal(WebhookVerdict.Malformed, SendGridSource.Bind("""{"toleranceMinutes":0}""").Verify(request, [new SecretValue(_keys.Verifying)], Now));
    }

    [Fact]
    public void A_body_that_was_trimmed_on_the_way_is_refused()
    {
        var request = SendGridSource.Signed("[]\r\n", _keys.Signing, Now);
        Assert.Equal(WebhookVerdict.Genuine, Verify(request, _keys.Verifying));
        Assert.Equal(WebhookVerdict.Mismatch, Verify(request with { Body = "[]"u8.ToArray() }, _keys.Verifying));
    }

    private const string Signature = "X-Twilio-Email-Event-Webhook-Signature";
    private const string Timestamp = "X-Twilio-Email-Event-Webhook-Timestamp";

    private static WebhookVerdict Verify(WebhookRequest request, string key) => SendGridSource.Bind().Verify(request, [new SecretValue(key)], Now);

    private static WebhookRequest With(WebhookRequest request, string header, string value) => request with
    {
        Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value },
    };
}
