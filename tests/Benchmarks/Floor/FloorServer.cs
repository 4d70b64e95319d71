using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Benchmarks.Floor;

/// <summary>
/// The least that a durable webhook receiver on .NET can do: Kestrel, the signature, one insert in a group commit. What the app
/// adds (reading, mapping, identity, merging, sealing, consent, delivery) is seen against it.
/// </summary>
internal static class FloorServer
{
    /// <summary>Environment variable: the signing key in base64.</summary>
    public const string KeyVariable = "FLOOR_KEY";

    public static Command Build()
    {
        var data = new Option<string>("--data") { Description = "Folder for its file.", Required = true };
        var command = new Command("floor-server", "The bare receiver that the pipeline is compared with.") { data };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(data)!, cancellationToken));
        return command;
    }

    private static async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        var key = Convert.FromBase64String(Environment.GetEnvironmentVariable(KeyVariable) ?? throw new InvalidOperationException($"{KeyVariable} is not set."));
        await using var log = new DurableLog(Path.Combine(folder, "floor.db"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(context => ReceiveAsync(context, key, log));
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Console.WriteLine($"Listening on {addresses.Addresses.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
    }

    private static async Task ReceiveAsync(HttpContext context, byte[] key, DurableLog log)
    {
        var body = new byte[(int)(context.Request.ContentLength ?? 0)];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        context.Response.ContentLength = 0;
        if (!IsGenuine(context.Request.Headers, body, key))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await log.AddAsync(body);
    }

    private static bool IsGenuine(IHeaderDictionary headers, byte[] body, byte[] key)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}."));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> shown = stackalloc byte[SHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        var text = headers["webhook-signature"].ToString();
        return text.StartsWith("v1,", StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[3..], shown, out var written)
            && written == expected.Length
            && CryptographicOperations.FixedTimeEquals(expected, shown);
    }
}
