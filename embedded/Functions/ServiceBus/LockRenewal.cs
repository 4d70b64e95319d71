using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>Renews a lock at half its remaining time, for maxAutoLockRenewalDuration at most, until disposed.</summary>
internal sealed class LockRenewal : IAsyncDisposable
{
    private readonly CancellationTokenSource _done = new();
    private readonly QueueSource _source;
    private readonly HostRuntime _runtime;
    private readonly Task _renewing;

    public LockRenewal(QueueSource source, HostRuntime runtime, DateTimeOffset lockedUntil, Func<CancellationToken, Task<DateTimeOffset>> renew)
    {
        (_source, _runtime) = (source, runtime);
        _renewing = RunAsync(lockedUntil, renew);
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
    }

    private async Task RunAsync(DateTimeOffset lockedUntil, Func<CancellationToken, Task<DateTimeOffset>> renew)
    {
        try
        {
            var longest = _source.Settings.MaxLockRenewal;
            var end = longest < TimeSpan.Zero ? DateTimeOffset.MaxValue : _runtime.Time.GetUtcNow() + longest;
            while (true)
            {
                var now = _runtime.Time.GetUtcNow();
                var wait = lockedUntil > now ? (lockedUntil - now) / 2 : TimeSpan.Zero;
                if (end - now < wait)
                {
                    return;
                }

                await Task.Delay(wait, _runtime.Time, _done.Token);
                lockedUntil = await renew(_done.Token);
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
            // The run has ended.
        }
        catch (Exception failure)
        {
            Log.LockNotRenewed(_runtime.Logger, _source.Function.Name, _source.Queue, failure);
        }
    }
}
