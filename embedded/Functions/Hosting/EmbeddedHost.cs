using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>
/// The running app. Queues and timers start only once the port is taken, and on a stop they drain beside the requests under way,
/// before any other service of the app stops.
/// </summary>
internal sealed class EmbeddedHost(WebApplication app, HostPlan plan, HostParts parts) : IHost, IAsyncDisposable
{
    /// <summary>How long runs under way may take to end once a stop was asked for.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<Task> _listening = [];

    public IServiceProvider Services => app.Services;

    public Task StartAsync(CancellationToken cancellationToken = default) => plan.Seams.GuardAsync(async () =>
    {
        parts.Prepare();
        await parts.Clients.OpenAsync(cancellationToken);
        await ListenAsync(cancellationToken);
        _listening = [.. parts.Listeners.Select(listener => listener.RunAsync(_stopping.Token))];
        StartupTable.Write(plan, parts, Port());
    });

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Drain, plan.Seams.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        app.Lifetime.StopApplication();
        await _stopping.CancelAsync();
        await Task.WhenAll(app.Services.GetRequiredService<IServer>().StopAsync(both.Token), DrainAsync(both.Token));
        await app.StopAsync(cancellationToken);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await parts.Clients.DisposeAsync();
        await app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            TryPort();
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw InUse(failure);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw InUse(failure);
        }
        catch (SocketException failure)
        {
            throw new StartupException($"The host cannot listen on {plan.Address.Url(plan.Address.Port)}: {failure.Message}.", failure);
        }
    }

    /// <summary>Binds the port for a moment: the web server would log its own failure to do so as a stack trace beside our sentence.</summary>
    private void TryPort()
    {
        using var socket = new Socket(plan.Address.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(plan.Address.Address, plan.Address.Port));
    }

    private StartupException InUse(Exception failure) => new(
        $"Port {plan.Address.Port} on {plan.Address.Address} is already in use: stop the other process, or choose another port with --port.", failure);

    private int Port()
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return addresses?.Addresses.Select(a => new Uri(a).Port).FirstOrDefault() ?? plan.Address.Port;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(_listening).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Host");
            Log.NotDrained(logger, _listening.Count(l => !l.IsCompleted), Drain);
        }
    }
}
