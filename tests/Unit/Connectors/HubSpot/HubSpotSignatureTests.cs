using System.Globalization;
using ServerlessCdi.Connectors;
using ServerlessCdi.Connectors.HubSpot;

namespace ServerlessCdi.Tests.Unit.Connectors.HubSpot;

public sealed class HubSpotSignatureTests
{
    private const string Secret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
    private const string Legacy = """{"acceptLegacySignatures":true}""";
    private const string Url = "https://www.example.com/webhook_uri";

    private static readonly DateTimeOffset Now = HubSpotSource.Now;
    private static readonly SecretValue[] Live = [new(Secret)];

    // The published values of HubSpot's own libraries: hubspot-api-nodejs test/unit/signature.spec.ts and
    // hubspot-api-python tests/spec/utils/test_signature.py, seen 2026-11-22.
    [Theory]
    [InlineData("v2", "GET", "", "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e")]
    [InlineData("v2", "POST", "{\"example_field\":\"example_value\"}", "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900")]
    [InlineData("v2", "POST", "{'example_field':'example_value'}", "4fe4e3a7d3cf09db53be39d0a58130e2aaba074ec123a9e355b876a689a1c383")]
    [InlineData("v1", "POST", "{'example_field':'example_value'}", "69fc6631a867edd4f9e9e627fc5c1148e3fbdd8b21837b6d2b8901c1fa57f750")]
    public void The_published_older_signatures_are_genuine_where_they_are_accepted(string version, string method, string body, string signature)
    {
        var request = HubSpotSource.Request(body, Url, (HubSpot.Legacy, signature), (HubSpot.Version, version)) with { Method = method };
        Assert.Equal(WebhookVerdict.Genuine, HubSpotSource.Bind(Legacy).Verify(request, Live, Now));
        Assert.Equal(WebhookVerdict.Missing, HubSpotSource.Bind().Verify(request, Live, Now));
        Assert.Equal(WebhookVerdict.Mismatch, HubSpotSource.Bind(Legacy).Verify(request with { Body = "x"u8.ToArray() }, Live, Now));
    }

    [Theory]
    [InlineData(0, WebhookVerdict.Genuine)]
    [InlineData(300_000, WebhookVerdict.Genuine)]
    [InlineData(300_001, WebhookVerdict.Stale)]
    [InlineData(-300_000, WebhookVerdict.Genuine)]
    [InlineData(-300_001, WebhookVerdict.Stale)]
    public void A_signature_counts_for_five_minutes_either_way(long age, WebhookVerdict expected)
    {
        var request = Signed(Url, Now - TimeSpan.FromMilliseconds(age));
        Assert.Equal(expected, HubSpotSource.Bind().Verify(request, Live, Now));
    }

    [Fact]
    public void Another_timestamp_than_the_signed_one_is_refused()
    {
        var request = Signed(Url, Now);
        var later = With(request, HubSpot.Timestamp, Now.AddSeconds(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        Assert.Equal(WebhookVerdict.Mismatch, HubSpotSource.Bind().Verify(later, Live, Now));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("1.7e12")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public void A_timestamp_of_another_form_is_malformed(string timestamp) =>
        Assert.Equal(WebhookVerdict.Malformed, HubSpotSource.Bind().Verify(With(Signed(Url, Now), HubSpot.Timestamp, timestamp), Live, Now));

    [Fact]
    public void A_wrong_version_3_is_not_rescued_by_an_older_signature_beside_it()
    {
        var genuine = Signed(Url, Now);
        var forged = With(genuine, HubSpot.V3, Convert.ToBase64String(new byte[32]));
        Assert.Equal(WebhookVerdict.Mismatch, HubSpotSource.Bind(Legacy).Verify(forged, Live, Now));
        Assert.Equal(WebhookVerdict.Malformed, HubSpotSource.Bind(Legacy).Verify(With(genuine, HubSpot.V3, "sha256=abc123"), Live, Now));
    }

    [Fact]
    public void A_recorded_request_without_its_version_3_signature_is_refused()
    {
        var stripped = With(Signed(Url, Now), HubSpot.V3, null);
        Assert.NotNull(stripped.Header(HubSpot.Legacy));
        Assert.Equal(WebhookVerdict.Missing, HubSpotSource.Bind().Verify(stripped, Live, Now));
    }

    [Theory]
    [InlineData("v9")]
    [InlineData("V1")]
    public void An_unknown_version_is_never_accepted(string version)
    {
        var request = With(With(Signed(Url, Now), HubSpot.V3, null), HubSpot.Version, version);
        Assert.Equal(WebhookVerdict.Malformed, HubSpotSource.Bind(Legacy).Verify(request, Live, Now));
    }

    // What stands for an escape in the signed text, from the list at
    // https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation (seen 2026-11-22).
    [Theory]
    [InlineData("https://h.example/a%3Ab%2Fc%3fd%40e%21f", "https://h.example/a:b/c?d@e!f")]
    [InlineData("https://h.example/?q=%24%27%28%29%2A%2C%3B", "https://h.example/?q=$'()*,;")]
    [InlineData("https://h.example/a%20b%26c%3Dd%25e%", "https://h.example/a%20b%26c%3Dd%25e%")]
    [InlineData("https://h.example/%253A", "https://h.example/%253A")]
    public void The_twelve_escapes_are_signed_decoded_and_no_others(string url, string signed)
    {
        var timestamp = Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var request = HubSpotSource.Request("[]", url, (HubSpot.V3, Hmac($"POST{signed}[]{timestamp}")), (HubSpot.Timestamp, timestamp));
        Assert.Equal(WebhookVerdict.Genuine, HubSpotSource.Bind().Verify(request, Live, Now));
    }

    [Fact]
    public void A_url_signed_as_it_stands_counts_too_since_HubSpots_libraries_sign_it_so()
    {
        const string Raw = "https://h.example/a%3Ab";
        var timestamp = Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var request = HubSpotSource.Request("[]", Raw, (HubSpot.V3, Hmac($"POST{Raw}[]{timestamp}")), (HubSpot.Timestamp, timestamp));
        Assert.Equal(WebhookVerdict.Genuine, HubSpotSource.Bind().Verify(request, Live, Now));
        Assert.Equal(WebhookVerdict.Mismatch, HubSpotSource.Bind().Verify(request with { Url = new Uri("https://h.example/other") }, Live, Now));
    }

    private static WebhookRequest Signed(string url, DateTimeOffset at)
    {
        var request = HubSpotSource.Request("[]", url);
        var headers = new HubSpotConnector().Sign(new SampleRequest("POST", request.Url, request.Body, "m"), Secret, at);
        return request with { Headers = headers };
    }

    private static WebhookRequest With(WebhookRequest request, string header, string? value)
    {
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase);
        headers.Remove(header);
        if (value is not null)
        {
            headers.Add(header, value);
        }

        return request with { Headers = headers };
    }

    private static string Hmac(string text) => Convert.ToBase64String(
        System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), System.Text.Encoding.UTF8.GetBytes(text)));

    private static class HubSpot
    {
        public const string V3 = "X-HubSpot-Signature-v3";
        public const string Timestamp = "X-HubSpot-Request-Timestamp";
        public const string Legacy = "X-HubSpot-Signature";
        public const string Version = "X-HubSpot-Signature-Version";
    }
}
