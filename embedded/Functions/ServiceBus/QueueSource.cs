using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using ServerlessCdi.Embedded.Functions.Discovery;
using ServerlessCdi.Embedded.Functions.Settings;

namespace ServerlessCdi.Embedded.Functions.ServiceBus;

/// <summary>A queue function, where its messages come from, and the rules of host.json.</summary>
internal sealed record QueueSource(FunctionDescriptor Function, ServiceBusClient Client, string Queue, ServiceBusSettings Settings)
{
    private ServiceBusTriggerAttribute Attribute => (ServiceBusTriggerAttribute)Function.Trigger;

    public bool IsBatched => Attribute.IsBatched;

    public bool HasSessions => Attribute.IsSessionsEnabled;

    public bool AutoComplete => Attribute.AutoCompleteOverride ?? Settings.AutoComplete;

    public string Trigger => $"serviceBusTrigger {Queue}{(IsBatched ? ", in batches" : "")}{(HasSessions ? ", by session" : "")}";

    public ServiceBusReceiver CreateReceiver() =>
        Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { PrefetchCount = Settings.PrefetchCount });

    public Task<ServiceBusSessionReceiver> AcceptSessionAsync(CancellationToken cancellationToken) =>
        Client.AcceptNextSessionAsync(Queue, new ServiceBusSessionReceiverOptions { PrefetchCount = Settings.PrefetchCount }, cancellationToken);
}
