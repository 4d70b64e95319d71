using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Http;

/// <summary>GET /admin/host/status: that the host runs, and which build.</summary>
internal sealed record HostStatus(string State, string Version)
{
    private static readonly byte[] Body = JsonSerializer.SerializeToUtf8Bytes(new HostStatus("Running", OwnVersion()), HostJsonContext.Default.HostStatus);

    public static Task WriteAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Body.Length;
        return http.Response.Body.WriteAsync(Body).AsTask();
    }

    private static string OwnVersion()
    {
        var assembly = Assembly.GetEntryAssembly() ?? typeof(HostStatus).Assembly;
        return assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
    }
}
