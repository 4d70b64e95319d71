using Microsoft.AspNetCore.Http;

namespace ServerlessCdi.Functions.Api;

/// <summary>A result that says where what it made can be found.</summary>
internal static class LocatedResult
{
    public static IResult Located(this IResult result, string path) => new WithLocation(result, path);

    private sealed class WithLocation(IResult result, string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = path;
            return result.ExecuteAsync(httpContext);
        }
    }
}
