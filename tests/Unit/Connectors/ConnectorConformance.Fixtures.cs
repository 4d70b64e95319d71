using System.Diagnostics.CodeAnalysis;
using System.Text;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Tests.Unit.Connectors;

/// <summary>Published samples, and what becomes of them.</summary>
public abstract partial class ConnectorConformance<TConnector>
{
    private const string Extension = ".http.json";

    [SuppressMessage("Design", "CA1000", Justification = "xunit takes theory data from static members only.")]
    public static TheoryData<string> Fixtures { get; } = FindFixtures();

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_published_sample_is_genuine_and_gives_the_approved_changes(string fixture)
    {
        var folder = Repository.FixturesOf(typeof(TConnector));
        var sample = Fixture.Load(Path.Combine(folder, fixture + Extension));
        Assert.NotEmpty(sample.Origin);
        var source = Bind(sample.Options?.GetRawText() ?? OptionsJson);
        var (request, secret) = RequestOf(sample);
        Assert.Equal(WebhookVerdict.Genuine, source.Verify(request, [secret], sample.Now));
        Approved.Check(Path.Combine(folder, fixture + ".approved.json"), ApprovedText.Of(source.Read(request)));
    }

    private (WebhookRequest Request, SecretValue Secret) RequestOf(Fixture sample)
    {
        var body = Encoding.UTF8.GetBytes(sample.Body);
        var headers = new Dictionary<string, string>(sample.Headers, StringComparer.OrdinalIgnoreCase);
        var verifying = sample.Secret;
        if (verifying is null)
        {
            var minted = Mint();
            verifying = minted.Verifying;
            var prepared = Prepare(new SampleRequest(sample.Method, sample.Url, body, "msg_1"), minted.Signing);
            foreach (var (name, value) in Sign(prepared, minted.Signing, sample.Now))
            {
                headers.TryAdd(name, value);
            }

            return (RequestOf(sample, prepared.Url, prepared.Body, headers), new SecretValue(verifying));
        }

        return (RequestOf(sample, sample.Url, body, headers), new SecretValue(verifying));
    }

    private static WebhookRequest RequestOf(Fixture sample, Uri url, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers) =>
        new() { Method = sample.Method, Url = url, Headers = headers, Body = body, ReceivedAt = sample.Now };

    private static TheoryData<string> FindFixtures()
    {
        var names = new TheoryData<string>();
        var folder = new DirectoryInfo(Repository.FixturesOf(typeof(TConnector)));
        FileInfo[] files = folder.Exists ? folder.GetFiles("*" + Extension) : [];
        foreach (var file in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            names.Add(file.Name[..^Extension.Length]);
        }

        return names;
    }
}
