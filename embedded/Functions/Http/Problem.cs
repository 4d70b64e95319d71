using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>Answers of the host itself, as RFC 9457 problem details without detail.</summary>
internal static class Problem
{
    public static Task WriteAsync(HttpContext http, int status)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        var body = Encoding.UTF8.GetBytes($$"""{"type":"about:blank","title":"{{title}}","status":{{status}}}""");
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body).AsTask();
    }
}
