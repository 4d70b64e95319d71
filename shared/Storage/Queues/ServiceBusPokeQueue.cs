using Azure.Messaging.ServiceBus;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Queues;

/// <summary>Queue <c>deliveries</c>: an empty message in the session of the shard.</summary>
internal sealed class ServiceBusPokeQueue(ServiceBusClient client, StoreCounters counters) : IPokeQueue
{
    private readonly ServiceBusSender _sender = client.CreateSender(QueueNames.Deliveries);

    public async Task PokeAsync(WorkShard shard, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        counters.QueueCall(0);
        var message = new ServiceBusMessage { SessionId = shard.SessionId };
        if (at is { } moment)
        {
            await _sender.ScheduleMessageAsync(message, moment, cancellationToken);
        }
        else
        {
            await _sender.SendMessageAsync(message, cancellationToken);
        }
    }
}
