using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>Single messages without sessions: up to maxConcurrentCalls at once, each with its lock renewed while it runs.</summary>
internal sealed class MessageListener(QueueSource source, HostRuntime runtime) : IListener
{
    private readonly Dispatcher _dispatcher = new(source, runtime);
    private readonly PumpLoop _loop = new(source, runtime);

    public string Function => source.Function.Name;

    public string Trigger => source.Trigger;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var receiver = source.CreateReceiver();
        using var slots = new SemaphoreSlim(source.Settings.MaxConcurrentCalls);
        await _loop.RunAsync(stopping => ReceiveAsync(receiver, slots, stopping), cancellationToken);
        for (var i = 0; i < source.Settings.MaxConcurrentCalls; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    private async Task ReceiveAsync(ServiceBusReceiver receiver, SemaphoreSlim slots, CancellationToken stopping)
    {
        await slots.WaitAsync(stopping);
        var free = 1;
        while (slots.Wait(0, CancellationToken.None))
        {
            free++;
        }

        try
        {
            foreach (var message in await receiver.ReceiveMessagesAsync(free, null, stopping))
            {
                free--;
                _ = HandleAsync(receiver, message, slots, stopping);
            }
        }
        finally
        {
            if (free > 0)
            {
                slots.Release(free);
            }
        }
    }

    /// <summary>Never throws: whatever the function or a settlement does is an outcome, and the slot is given back.</summary>
    private async Task HandleAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, SemaphoreSlim slots, CancellationToken stopping)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var renewal = new LockRenewal(source, runtime, message.LockedUntil, async token =>
            {
                await receiver.RenewMessageLockAsync(message, token);
                return message.LockedUntil;
            });
            await _dispatcher.DispatchAsync(receiver, [message], stopping);
        }
        finally
        {
            slots.Release();
        }
    }
}
