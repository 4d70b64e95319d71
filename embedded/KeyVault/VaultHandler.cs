using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>HTTP in, HTTP out: the challenge, reading the body, writing the answer.</summary>
internal sealed class VaultHandler(VaultRouter router) : HttpMessageHandler
{
    // The client's first call carries neither token nor body; without this challenge a set would arrive with an empty body.
    // https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses
    private const string Challenge =
        "authorization=\"https://login.windows.net/00000000-0000-0000-0000-000000000000\", resource=\"https://vault.azure.net\"";

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAnonymous(request))
        {
            return Unauthorized(request);
        }

        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, cancellationToken);
        return Answer(request, body.ToArray());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsAnonymous(request))
        {
            return Unauthorized(request);
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        return Answer(request, body);
    }

    private static bool IsAnonymous(HttpRequestMessage request) =>
        request.Headers.Authorization is not { Scheme: "Bearer", Parameter.Length: > 0 };

    private static HttpResponseMessage Unauthorized(HttpRequestMessage request)
    {
        var response = Write(request, VaultReply.Unauthorized());
        response.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("Bearer", Challenge));
        return response;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        if (request.RequestUri is not { } uri)
        {
            return Write(request, VaultReply.BadParameter("The request has no URI."));
        }

        try
        {
            return Write(request, router.Handle(request.Method, uri, body));
        }
        catch (JsonException)
        {
            return Write(request, VaultReply.BadParameter("The request body is not the JSON that this operation takes."));
        }
    }

    private static HttpResponseMessage Write(HttpRequestMessage request, VaultReply reply)
    {
        var response = new HttpResponseMessage(reply.Status) { RequestMessage = request };
        if (reply.Status != HttpStatusCode.NoContent)
        {
            response.Content = new ByteArrayContent(reply.Body);
            response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return response;
    }
}
