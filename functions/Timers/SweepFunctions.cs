using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Drift;
using ServerlessCdi.Pipeline.Resolve.Matching;

namespace ServerlessCdi.Functions.Timers;

/// <summary>Every minute: wakes the workers of deliveries that a crash left without a poke, and stores what was counted of the sources and of people's values.</summary>
public sealed class SweepFunctions(DeliverySweep sweep, SourceLedger sources, TermLedger terms)
{
    [Function("SweepDeliveries")]
    public async Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await sweep.RunAsync(cancellationToken);
        await sources.FlushAsync(cancellationToken);
        await terms.FlushAsync(cancellationToken);
    }
}
