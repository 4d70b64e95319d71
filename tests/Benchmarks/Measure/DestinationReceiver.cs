using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Benchmarks.Load;

namespace ServerlessCdi.Benchmarks.Measure;

/// <summary>The destination: takes profiles and says how long each change was on its way.</summary>
internal sealed class DestinationReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile Voyages? _voyages;

    private DestinationReceiver(WebApplication app) => _app = app;

    public int Port { get; private set; }

    public static async Task<DestinationReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new DestinationReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync(cancellationToken);
        var addresses = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        receiver.Port = new Uri(addresses!.Addresses.First()).Port;
        return receiver;
    }

    /// <summary>Counts for these from now on.</summary>
    public void Expect(Voyages? voyages) => _voyages = voyages;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var data = body.RootElement.GetProperty("data");
        var voyages = _voyages;
        if (data.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in data.EnumerateArray())
            {
                Arrive(voyages, item);
            }
        }
        else
        {
            Arrive(voyages, data);
        }

        context.Response.ContentLength = 0;
    }

    private static void Arrive(Voyages? voyages, JsonElement item)
    {
        if (voyages is not null && item.TryGetProperty("fields", out var fields) && fields.TryGetProperty("notes", out var notes)
            && fields.TryGetProperty("email", out var email))
        {
            voyages.Arrive(email.GetString()!, ContactChanges.NumberIn(notes.GetString()));
        }
    }
}
