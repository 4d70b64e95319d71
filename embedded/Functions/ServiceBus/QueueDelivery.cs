using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>What one run of a queue function got: one message or several, and the means to settle them.</summary>
internal sealed record QueueDelivery(ServiceBusReceivedMessage[] Messages, ServiceBusMessageActions Actions, ServiceBusSessionMessageActions? Session)
{
    public ServiceBusReceivedMessage Message => Messages[0];
}
