using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Discovery;
using ServerlessCdi.Embedded.Functions.Hosting;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>
/// Hands messages to the function and settles what it left: completed on success where that is asked for, abandoned at once on a failure,
/// also where autoComplete is off.
/// </summary>
internal sealed class Dispatcher(QueueSource source, HostRuntime runtime)
{
    /// <returns>Whether the function gave the session back.</returns>
    public async Task<bool> DispatchAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage[] messages, CancellationToken stopping)
    {
        var actions = new ServiceBusMessageActions(receiver);
        var session = receiver is ServiceBusSessionReceiver held ? new ServiceBusSessionMessageActions(held) : null;
        var delivery = new QueueDelivery(messages, actions, session);
        var failure = await runtime.RunAsync(
            source.Function,
            (services, token) => new InvocationContext(source.Function, services, token) { Queue = delivery },
            stopping);
        if (failure is not null)
        {
            await SettleAsync(messages, actions, m => receiver.AbandonMessageAsync(m, null, CancellationToken.None));
        }
        else if (source.AutoComplete)
        {
            await SettleAsync(messages, actions, m => receiver.CompleteMessageAsync(m, CancellationToken.None));
        }

        return session is { IsReleased: true };
    }

    /// <summary>All at once, so that the store makes them durable together.</summary>
    private async Task SettleAsync(
        ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        Func<ServiceBusReceivedMessage, Task> settle)
    {
        var settling = messages.Where(m => !actions.IsSettled(m)).Select(settle).ToList();
        try
        {
            await Task.WhenAll(settling);
        }
        catch (Exception failure)
        {
            Log.Unsettled(runtime.Logger, source.Function.Name, settling.Count(s => !s.IsCompletedSuccessfully), failure);
        }
    }
}
