using Azure.Messaging.ServiceBus;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>Batches: one at a time for the function, no lock is renewed; with sessions, one session at a time.</summary>
internal sealed class BatchListener(QueueSource source, HostRuntime runtime) : IListener
{
    private readonly Dispatcher _dispatcher = new(source, runtime);
    private readonly PumpLoop _loop = new(source, runtime);

    public string Function => source.Function.Name;

    public string Trigger => source.Trigger;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (source.HasSessions)
        {
            await _loop.RunAsync(SessionAsync, cancellationToken);
            return;
        }

        await using var receiver = source.CreateReceiver();
        await _loop.RunAsync(stopping => BatchAsync(receiver, null, stopping), cancellationToken);
    }

    private async Task SessionAsync(CancellationToken stopping)
    {
        await using var session = await source.AcceptSessionAsync(stopping);
        while (!stopping.IsCancellationRequested && await BatchAsync(session, SessionListener.Linger(source.Settings), stopping))
        {
        }
    }

    /// <returns>Whether there was a batch and the session, if any, is to be kept.</returns>
    private async Task<bool> BatchAsync(ServiceBusReceiver receiver, TimeSpan? wait, CancellationToken stopping)
    {
        var messages = await ReceiveAsync(receiver, wait, stopping);
        return messages.Length > 0 && !await _dispatcher.DispatchAsync(receiver, messages, stopping);
    }

    private async Task<ServiceBusReceivedMessage[]> ReceiveAsync(ServiceBusReceiver receiver, TimeSpan? wait, CancellationToken stopping)
    {
        var settings = source.Settings;
        var first = await receiver.ReceiveMessagesAsync(settings.MaxBatch, wait, stopping);
        if (first.Count == 0 || first.Count >= settings.MinBatch)
        {
            return [.. first];
        }

        var batch = new List<ServiceBusReceivedMessage>(first);
        var end = runtime.Time.GetUtcNow() + settings.MaxBatchWait;
        while (batch.Count < settings.MinBatch && end - runtime.Time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            if (await MoreAsync(receiver, settings.MaxBatch - batch.Count, left, stopping) is not { } more)
            {
                break;
            }

            batch.AddRange(more);
        }

        return [.. batch];
    }

    /// <summary>Null after a stop or a fault: what is here already must not be dropped for it, so it goes to the function as it is.</summary>
    private async Task<IReadOnlyList<ServiceBusReceivedMessage>?> MoreAsync(
        ServiceBusReceiver receiver, int most, TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            return await receiver.ReceiveMessagesAsync(most, wait, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failure)
        {
            Log.QueueUnreachable(runtime.Logger, source.Function.Name, source.Queue, TimeSpan.Zero, failure);
            return null;
        }
    }
}
