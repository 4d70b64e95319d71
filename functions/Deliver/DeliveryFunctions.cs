using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Pipeline.Deliver;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Functions.Deliver;

/// <summary>A poke on the queue <c>deliveries</c>: its session is the shard, so one worker at a time speaks for a destination's shard.</summary>
public sealed class DeliveryFunctions(DeliveryWorker worker)
{
    [Function("Deliver")]
    public Task RunAsync(
        [ServiceBusTrigger("deliveries", Connection = "ServiceBus", IsSessionsEnabled = true)] ServiceBusReceivedMessage poke,
        CancellationToken cancellationToken) =>
        WorkShard.TryParse(poke.SessionId, out var shard) ? worker.RunAsync(shard, cancellationToken) : Task.CompletedTask;
}
