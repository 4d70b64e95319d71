using System.Text.Json;
using ServerlessCdi.Cli;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Cli;

public sealed class SamplesAndTheirConnectors
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    /// <summary>Connectors whose payloads mean what a source's mapping says, with the sample source that says it.</summary>
    private static readonly Dictionary<string, string> Mapped = new() { ["standard-webhooks"] = "shop" };

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string, string> Samples()
    {
        var samples = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            samples.Add(Path.GetFileName(Path.GetDirectoryName(file)) ?? "", Path.GetFileNameWithoutExtension(file));
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_signed_sample_is_genuine_to_its_connector_and_wholly_understood(string connector, string sample)
    {
        var vendor = Assert.IsType<IWebhookConnector>(Catalog.Find(connector), exactMatch: false);
        var signer = Assert.IsType<ISampleSigner>(vendor, exactMatch: false);
        var source = Bind(vendor, connector);
        var body = new SamplePayloads(Host()).Sample(connector, sample, Now);
        var url = new Uri($"http://127.0.0.1:7071/{signer.SampleRoute("here", sample)}");
        var secret = signer.MintSecret();
        var signed = SignedRequest.Sign(signer, url, url, (sample, body), (secret.Signing, Now));
        var request = new WebhookRequest
        {
            Method = "POST",
            Url = signed.Url,
            Headers = new Dictionary<string, string>(signed.Headers, StringComparer.OrdinalIgnoreCase),
            Body = signed.Body,
            ReceivedAt = Now,
        };

        Assert.Equal(WebhookVerdict.Genuine, source.Verify(request, [new SecretValue(secret.Verifying)], Now));
        var reading = source.Read(request);

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Rejected);
        Assert.NotEmpty(reading.Changes);
    }

    private static CliHost Host() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Time = TimeProvider.System,
        Environment = _ => null,
        Directory = Folder,
        Samples = Folder,
        Http = () => throw new InvalidOperationException("Nothing is sent."),
    };

    private static IWebhookSource Bind(IWebhookConnector vendor, string connector)
    {
        var errors = new ConfigErrors();
        var source = vendor.Bind(
            new SourceSettings
            {
                Key = "here",
                Connector = connector,
                System = "here",
                Secrets = ["here"],
                Region = "GB",
                Options = JsonDocument.Parse("{}").RootElement,
                Mapping = Mapped.TryGetValue(connector, out var mapped) ? MappingOf(mapped) : default,
            },
            errors);
        Assert.Empty(errors.All);
        return Assert.IsType<IWebhookSource>(source, exactMatch: false);
    }

    private static JsonElement MappingOf(string source) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sources", $"{source}.json")), Lenient).RootElement.GetProperty("mapping");
}
