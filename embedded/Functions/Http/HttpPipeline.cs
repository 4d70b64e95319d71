using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>Routing, the functions, the host's status, and problem details for whatever no function answers.</summary>
internal static class HttpPipeline
{
    public static void Map(WebApplication app, IEnumerable<HttpRoute> routes, HostKeys keys, HostRuntime runtime)
    {
        var endpoints = routes.Select(route => Endpoint(route, new HttpFunctionEndpoint(route, keys, runtime))).Append(Status());
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
        app.UseRouting();
        app.Run(DispatchAsync);
    }

    private static Endpoint Endpoint(HttpRoute route, HttpFunctionEndpoint endpoint)
    {
        var builder = new RouteEndpointBuilder(endpoint.HandleAsync, route.Pattern, order: 0) { DisplayName = route.Function.Name };
        builder.Metadata.Add(Answered.Mark);
        if (route.Methods.Count > 0)
        {
            builder.Metadata.Add(new HttpMethodMetadata(route.Methods));
        }

        return builder.Build();
    }

    private static Endpoint Status()
    {
        var builder = new RouteEndpointBuilder(HostStatus.WriteAsync, RoutePatternFactory.Parse("admin/host/status"), order: 0);
        builder.Metadata.Add(Answered.Mark);
        builder.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get]));
        return builder.Build();
    }

    /// <summary>Runs the endpoint that routing chose. One without our mark is routing's own 405, which sets Allow and leaves the body empty.</summary>
    private static Task DispatchAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.RequestDelegate is not { } run)
        {
            return Problem.WriteAsync(http, StatusCodes.Status404NotFound);
        }

        return endpoint.Metadata.GetMetadata<Answered>() is not null ? run(http) : RefuseAsync(http, run);
    }

    private static async Task RefuseAsync(HttpContext http, RequestDelegate run)
    {
        await run(http);
        await Problem.WriteAsync(http, http.Response.StatusCode);
    }

    private sealed class Answered
    {
        public static readonly Answered Mark = new();
    }
}
