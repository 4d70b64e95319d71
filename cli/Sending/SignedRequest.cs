using System.Net.Http.Headers;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Cli.Sending;

/// <summary>A sample with the headers that the vendor would send.</summary>
internal sealed record SignedRequest(Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string ContentTypeHeader = "Content-Type";

    public string ContentType => Headers.FirstOrDefault(h => IsContentType(h.Key)).Value ?? "application/json";

    /// <param name="url">Where it goes.</param>
    /// <param name="signedUrl">What the vendor takes for its URL: another one where a proxy stands in front.</param>
    public static SignedRequest Sign(ISampleSigner signer, Uri url, Uri signedUrl, (string Name, byte[] Body) sample, (string Secret, DateTimeOffset Now) with)
    {
        var request = new SampleRequest("POST", signedUrl, sample.Body, $"msg_{Guid.CreateVersion7(with.Now):N}", sample.Name);
        var prepared = signer.Prepare(request, with.Secret);
        var target = prepared.Url == signedUrl ? url : new UriBuilder(url) { Query = prepared.Url.Query }.Uri;
        return new SignedRequest(target, signer.Sign(prepared, with.Secret, with.Now), prepared.Body.ToArray());
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
