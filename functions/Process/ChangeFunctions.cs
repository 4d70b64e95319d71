using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Resolve;

namespace ServerlessCdi.Functions.Process;

/// <summary>Works the queue <c>changes</c> in batches. Every message is settled here, one by one: a throw would abandon them all.</summary>
public sealed class ChangeFunctions(ChangeBatch batch, ChangeMessages messages)
{
    [Function("ProcessChanges")]
    public async Task RunAsync(
        [ServiceBusTrigger("changes", Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage[] received,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var (readable, unreadable) = ChangeMessages.Read(received);
        var fates = await batch.WorkAsync([.. readable.Select(r => r.Changes)], cancellationToken);
        await Task.WhenAll(
        [
            .. unreadable.Select(u => messages.RefuseAsync(u, actions, cancellationToken)),
            .. readable.Zip(fates, (message, fate) => messages.SettleAsync(message, fate, actions, cancellationToken)),
        ]);
    }
}
