using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Discovery;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>Runs one HTTP function for a request and sends what it returned.</summary>
internal sealed class HttpFunctionEndpoint(HttpRoute route, HostKeys keys, HostRuntime runtime)
{
    /// <summary>Where the Functions host puts the name of the key that was shown.</summary>
    private const string KeyNameClaim = "http://schemas.microsoft.com/2017/07/functions/claims/keyid";

    public async Task HandleAsync(HttpContext http)
    {
        if (route.Level != AuthorizationLevel.Anonymous)
        {
            if (keys.Allows(route.Level, http.Request) is not { } key)
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(KeyNameClaim, key)], "function-key"));
        }

        using var limit = new CancellationTokenSource(runtime.FunctionTimeout, runtime.Time);
        await using var left = http.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            var context = new InvocationContext(route.Function, http.RequestServices, limit.Token) { Http = http };
            await runtime.Runner.RunAsync(context);
            if (context.Result is IResult result)
            {
                await result.ExecuteAsync(http);
            }
        }
        catch (Exception failure)
        {
            await AnswerAsync(http, failure);
        }
    }

    private Task AnswerAsync(HttpContext http, Exception failure)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        var status = failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        if (status == StatusCodes.Status500InternalServerError)
        {
            Log.FunctionFailed(runtime.Logger, route.Function.Name, failure);
        }

        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return Problem.WriteAsync(http, status);
    }
}
