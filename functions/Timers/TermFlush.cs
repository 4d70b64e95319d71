using Microsoft.Extensions.Hosting;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Functions.Timers;

/// <summary>Stores at a clean stop what was counted since the last minute.</summary>
internal sealed class TermFlush(TermLedger terms) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => terms.FlushAsync(cancellationToken);
}
