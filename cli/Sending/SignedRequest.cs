using System.Net.Http.Headers;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli.Sending;

/// <summary>A sample with the headers that the vendor would send.</summary>
internal sealed record SignedRequest(Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string ContentTypeHeader = "Content-Type";

    public string ContentType => Headers.FirstOrDefault(h => IsContentType(h.Key)).Value ?? "application/json";

    public static SignedRequest Sign(
        ISampleSigner signer,
        Uri url,
        Uri signedUrl,
        byte[] body,
        (string Secret, DateTimeOffset Now) with)
    {
        var request = new SampleRequest("POST", signedUrl, body, $"msg_{Guid.CreateVersion7(with.Now):N}");
        return new SignedRequest(url, signer.Sign(request, with.Secret, with.Now), body);
    }

    public HttpRequestMessage ToHttp()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        foreach (var (name, value) in Headers.Where(h => !IsContentType(h.Key)))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static bool IsContentType(string name) => name.Equals(ContentTypeHeader, StringComparison.OrdinalIgnoreCase);
}
