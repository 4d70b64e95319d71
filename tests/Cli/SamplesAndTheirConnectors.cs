using System.Text;
using System.Text.Json;
using ServerlessCdi.Cli.Sending;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Cli;

public sealed class SamplesAndTheirConnectors
{
    private static readonly DateTimeOffset Now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);

    /// <summary>For connectors whose payloads mean what the source's mapping says.</summary>
    private const string Mapping = """
        {"object":"contact","id":"data.id","occurredAt":"data.updatedAt",
         "fields":[{"from":"data.email","to":"email","identifier":"email"},{"from":"data.firstName","to":"firstName"}],
         "consents":[{"from":"data.newsletter","purpose":"marketing","channel":"email"}]}
        """;

    private static readonly string[] Mapped = ["standard-webhooks"];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string, string> Samples()
    {
        var samples = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories))
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
        var body = Encoding.UTF8.GetBytes(SampleTemplate.Fill(File.ReadAllText(Path.Combine(Folder, connector, $"{sample}.json")), Now));
        var url = new Uri($"http://127.0.0.1:7071/{signer.SampleRoute("here", sample)}");
        var secret = signer.MintSecret();
        var signed = SignedRequest.Sign(signer, url, url, body, (secret.Signing, Now));
        var request = new WebhookRequest
        {
            Method = "POST",
            Url = url,
            Headers = new Dictionary<string, string>(signed.Headers, StringComparer.OrdinalIgnoreCase),
            Body = body,
            ReceivedAt = Now,
        };

        Assert.Equal(WebhookVerdict.Genuine, source.Verify(request, [new SecretValue(secret.Verifying)], Now));
        var reading = source.Read(request);

        Assert.Null(reading.Refusal);
        Assert.Empty(reading.Rejected);
        Assert.NotEmpty(reading.Changes);
    }

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
                Mapping = Mapped.Contains(connector) ? JsonDocument.Parse(Mapping).RootElement : default,
            },
            errors);
        Assert.Empty(errors.All);
        return Assert.IsType<IWebhookSource>(source, exactMatch: false);
    }
}
