using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Deliver;

namespace ServerlessCdi.Functions.Timers;

/// <summary>Every minute: wakes the workers of deliveries that a crash left without a poke.</summary>
public sealed class SweepFunctions(DeliverySweep sweep)
{
    [Function("SweepDeliveries")]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) => sweep.RunAsync(cancellationToken);
}
