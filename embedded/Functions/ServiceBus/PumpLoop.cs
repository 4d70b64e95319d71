using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>Repeats one step of a pump until the host stops. A step that fails is repeated after a delay that grows to 30 seconds.</summary>
internal sealed class PumpLoop(QueueSource source, HostRuntime runtime)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public async Task RunAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        var delay = FirstDelay;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping);
                delay = FirstDelay;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException quiet) when (quiet.Reason == ServiceBusFailureReason.ServiceTimeout)
            {
                delay = FirstDelay;
            }
            catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.SessionLockLost)
            {
                Log.SessionLost(runtime.Logger, source.Function.Name, source.Queue);
            }
            catch (Exception failure)
            {
                Log.QueueUnreachable(runtime.Logger, source.Function.Name, source.Queue, delay, failure);
                await PauseAsync(delay, stopping);
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
        }
    }

    private async Task PauseAsync(TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, runtime.Time, stopping);
        }
        catch (OperationCanceledException)
        {
            // The loop sees the stop by itself.
        }
    }
}
