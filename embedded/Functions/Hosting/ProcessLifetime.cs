using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace ServerlessCdi.Embedded.Functions.Hosting;

/// <summary>SIGTERM and the first SIGINT stop the host; a second SIGINT ends the process at once.</summary>
internal sealed class ProcessLifetime(IHostApplicationLifetime lifetime) : IHostLifetime, IDisposable
{
    private PosixSignalRegistration? _interrupt;
    private PosixSignalRegistration? _terminate;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _interrupt?.Dispose();
        _terminate?.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            Stop(signal);
        }
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lifetime.StopApplication();
    }

    /// <summary>For a host inside another process: it is stopped by a call, not by a signal.</summary>
    internal sealed class Silent : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
