using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Drift;

namespace ServerlessCdi.Functions.Timers;

/// <summary>Every minute: wakes the workers of deliveries that a crash left without a poke, and stores what was counted of the sources.</summary>
public sealed class SweepFunctions(DeliverySweep sweep, SourceLedger sources)
{
    [Function("SweepDeliveries")]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await sources.FlushAsync(cancellationToken);
    }
}
