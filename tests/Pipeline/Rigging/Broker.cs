using Azure.Messaging.ServiceBus;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Storage.Queues;

namespace ServerlessCdi.Tests.Pipeline.Rigging;

/// <summary>What is on the broker.</summary>
internal static class Broker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Change>> ReceiveChangesAsync(Rig rig)
    {
        await using var client = new ServiceBusClient(rig.Embedded);
        await using var receiver = client.CreateReceiver(QueueNames.Changes);
        var messages = await receiver.ReceiveMessagesAsync(10, Patience, CancellationToken.None);
        return [.. messages.SelectMany(m => ChangeMessage.Read(m.Body))];
    }
}
