using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerlessCdi.Connectors;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Tests.Testing;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>
/// What every webhook connector has to stand. A vendor's class inherits it, gives a few bodies, and puts samples with
/// their origin into its <c>Fixtures</c> folder.
/// </summary>
public abstract partial class ConnectorConformance<TConnector>
    where TConnector : class, IWebhookConnector, ISampleSigner, new()
{
    private const string SourceKey = "under-test";

    private readonly ManualTime _time = new();

    protected TConnector Connector { get; } = new();

    /// <summary>A genuine delivery, one change or more, no white space after its end.</summary>
    protected abstract string ValidBody { get; }

    /// <summary>A genuine delivery of nothing but events that are not wanted; null where the connector takes every event.</summary>
    protected abstract string? UnknownEventBody { get; }

    /// <summary>A genuine delivery without events; null where the vendor cannot send one.</summary>
    protected virtual string? EmptyBody => "[]";

    /// <summary><see cref="ValidBody"/> as the vendor sends it again (a higher attempt number, say); null where it is byte for byte the same.</summary>
    protected virtual string? RedeliveredBody => null;

    /// <summary>The headers without any one of which nothing is shown to be genuine; none where the credential is elsewhere (<see cref="WithCredential"/>).</summary>
    protected abstract IReadOnlyList<string> CredentialHeaders { get; }

    /// <summary>How the vendor writes its bodies.</summary>
    protected virtual BodyForm Form => BodyForm.Json;

    /// <summary>How far the signed time may be from now; null where the vendor signs none.</summary>
    protected virtual TimeSpan? Tolerance => null;

    /// <summary>Does the signature cover the body?</summary>
    protected virtual bool SignsBody => true;

    /// <summary>Does the signature cover what the two bodies have in common alone? By default they are the same byte for byte.</summary>
    protected virtual bool IsSameMessage(ReadOnlySpan<byte> body, ReadOnlySpan<byte> signed) => body.SequenceEqual(signed);

    protected virtual string OptionsJson => "{}";

    /// <summary>The source file's mapping; empty where it has none.</summary>
    protected virtual string MappingJson => "";

    /// <summary>The sample's name, for connectors whose route depends on it.</summary>
    protected virtual string Sample => "sample";

    protected DateTimeOffset Now => _time.GetUtcNow();

    protected IWebhookSource Source => Bind(OptionsJson);

    protected virtual SampleSecret Mint() => Connector.MintSecret();

    protected virtual SampleRequest Prepare(SampleRequest request, string secret) => Connector.Prepare(request, secret);

    protected virtual IReadOnlyDictionary<string, string> Sign(SampleRequest request, string secret, DateTimeOffset now) => Connector.Sign(request, secret, now);

    /// <summary>A source with these options; fails the test on any configuration error.</summary>
    protected IWebhookSource Bind(string optionsJson)
    {
        var errors = new ConfigErrors { File = "config/sources/under-test.json" };
        var source = Connector.Bind(Settings(optionsJson), errors);
        Assert.Empty(errors.All);
        return source ?? throw new InvalidOperationException("No source and no error.");
    }

    protected SourceSettings Settings(string optionsJson) => new()
    {
        Key = SourceKey,
        Connector = Connector.Manifest.Key,
        System = "system",
        Secrets = ["secret-name"],
        Region = "DE",
        Options = Json(optionsJson),
        Mapping = MappingJson.Length == 0 ? default : Json(MappingJson),
    };

    /// <summary>The request that the vendor would send with this body, signed at this time.</summary>
    protected WebhookRequest Signed(string body, string signingSecret, DateTimeOffset? signedAt = null) =>
        Signed(Encoding.UTF8.GetBytes(body), signingSecret, signedAt);

    protected WebhookRequest Signed(byte[] body, string signingSecret, DateTimeOffset? signedAt = null)
    {
        var url = new Uri($"https://cdi.example.com/{Connector.SampleRoute(SourceKey, Sample)}");
        var sample = Prepare(new SampleRequest("POST", url, body, "msg_1", Sample), signingSecret);
        var headers = Sign(sample, signingSecret, signedAt ?? Now);
        return new WebhookRequest
        {
            Method = "POST",
            Url = sample.Url,
            Headers = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase),
            Body = sample.Body,
            ReceivedAt = Now,
        };
    }

    /// <summary>The request once for each part of its credential, which is replaced by the value, or taken out where that is null.</summary>
    protected virtual IEnumerable<WebhookRequest> WithCredential(WebhookRequest request, string? value)
    {
        Assert.NotEmpty(CredentialHeaders);
        return CredentialHeaders.Select(header => value is null
            ? Without(request, header)
            : request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } });
    }

    protected WebhookReading Read(string body) => Source.Read(Signed(body, Mint().Signing));

    protected WebhookReading Read(byte[] body) => Source.Read(Signed(body, Mint().Signing));

    protected static IReadOnlyList<SecretValue> Live(params SampleSecret[] secrets) => [.. secrets.Select(s => new SecretValue(s.Verifying))];

    protected static WebhookRequest Without(WebhookRequest request, string header) => request with
    {
        Headers = request.Headers.Where(h => !h.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase),
    };

    protected static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Nothing of the payload has vanished without a word.</summary>
    private static void AssertAccountedFor(WebhookReading reading) =>
        Assert.True(
            reading.Refusal is not null || reading.Changes.Count + reading.Ignored.Count + reading.Rejected.Count > 0,
            "The payload is neither changes, nor ignored, nor rejected, nor refused.");

    private static void AssertNotUnderstood(WebhookReading reading)
    {
        Assert.Empty(reading.Changes);
        Assert.True(reading.Refusal is not null || reading.Rejected.Count > 0, "The payload is neither rejected nor refused.");
    }

    private static void AssertWellFormed(Change change)
    {
        Assert.InRange(change.Id.Length, 1, Change.MaxIdLength);
        Assert.Equal(SourceKey, change.Source);
        Assert.NotEmpty(change.Record.Object);
        Assert.NotEmpty(change.Record.Key);
        Assert.Equal(TimeSpan.Zero, change.OccurredAt.Offset);
        Assert.All(change.Fields, f => Assert.Equal(FieldValue.FromJson(Json(f.Value.Json)).Json, f.Value.Json));
        if (change.Event is { } detail)
        {
            Assert.Equal(FieldValue.FromJson(Json(detail.Properties.Json)).Json, detail.Properties.Json);
        }
    }

    private static string Describe(WebhookReading reading) =>
        string.Create(CultureInfo.InvariantCulture, $"{reading.Changes.Count} changes, {reading.Ignored.Count} ignored, {reading.Rejected.Count} rejected");
}
