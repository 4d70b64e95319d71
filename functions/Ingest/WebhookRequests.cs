using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using ServerlessCdi.Connectors;

namespace ServerlessCdi.Functions.Ingest;

/// <summary>Between ASP.NET Core and the pipeline: the request as raw bytes, the answer as a result.</summary>
internal static class WebhookRequests
{
    /// <summary>Reads at most one byte more than the limit, so that the pipeline can tell a body that is too long.</summary>
    public static async Task<WebhookRequest> ReadAsync(HttpRequest request, int maxBodyBytes, DateTimeOffset receivedAt, CancellationToken cancellationToken) => new()
    {
        Method = request.Method,
        Url = new Uri(request.GetEncodedUrl()),
        Headers = Headers(request.Headers),
        Body = await BodyAsync(request, maxBodyBytes + 1, cancellationToken),
        ReceivedAt = receivedAt,
    };

    public static IResult ToResult(WebhookAnswer answer) => new AnswerResult(answer);

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        var expected = (int)Math.Clamp(request.ContentLength ?? 4096, 0, most);
        var body = new ArrayBufferWriter<byte>(Math.Max(1, expected));
        while (body.WrittenCount < most)
        {
            var wanted = Math.Min(most - body.WrittenCount, Math.Max(1, body.FreeCapacity));
            var read = await request.Body.ReadAsync(body.GetMemory(wanted)[..wanted], cancellationToken);
            if (read == 0)
            {
                break;
            }

            body.Advance(read);
        }

        return body.WrittenMemory;
    }

    private static Dictionary<string, string> Headers(IHeaderDictionary headers)
    {
        var plain = new Dictionary<string, string>(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            plain[name] = value.ToString();
        }

        return plain;
    }

    private sealed class AnswerResult(WebhookAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers)
            {
                response.Headers[name] = value;
            }

            if (answer.Body is null)
            {
                response.ContentLength = 0;
                return Task.CompletedTask;
            }

            response.ContentType = answer.ContentType;
            return response.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
