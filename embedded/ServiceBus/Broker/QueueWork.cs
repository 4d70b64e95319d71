using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Work on queues themselves.</summary>
internal static class QueueWork
{
    public static ServiceBusException NotFound(string name) => new(
        $"The messaging entity '{name}' could not be found. Define it in queues.json or create it with ServiceBusAdministrationClient.CreateQueueAsync.",
        ServiceBusFailureReason.MessagingEntityNotFound,
        name);

    /// <summary>Makes the store's queues as the file says. What the service fixes at creation can change only while the queue is empty.</summary>
    public static Answer<bool> Define(Ledger ledger, IReadOnlyList<QueueDefinition> definitions)
    {
        foreach (var definition in definitions)
        {
            var queue = ledger.Queues.Find(definition.Name);
            if (queue is null)
            {
                ledger.Queues.Create(definition, ledger.Now);
            }
            else if (queue.Definition.RequiresSession != definition.RequiresSession && ledger.Messages.Any(queue.Active))
            {
                return new InvalidOperationException(
                    $"Queue '{definition.Name}' holds messages and was created with RequiresSession={queue.Definition.RequiresSession}; its definition now says {definition.RequiresSession}. Empty the queue first, or give the new one another name.");
            }
            else if (queue.Definition != definition with { Name = queue.Definition.Name })
            {
                ledger.Queues.Replace(definition);
            }
        }

        return true;
    }

    public static Answer<BrokerQueue> Create(Ledger ledger, QueueDefinition definition)
    {
        if (ledger.Queues.Find(definition.Name) is not null)
        {
            return new ServiceBusException(
                $"The messaging entity '{definition.Name}' already exists.", ServiceBusFailureReason.MessagingEntityAlreadyExists, definition.Name);
        }

        ledger.Queues.Create(definition, ledger.Now);
        return ledger.Queues.Find(definition.Name)!;
    }

    public static Answer<bool> Delete(Ledger ledger, string name)
    {
        if (ledger.Queues.Find(name) is not { } queue)
        {
            return NotFound(name);
        }

        ledger.Queues.Delete(queue);
        ledger.Touched.Add(queue.Active);
        ledger.Touched.Add(queue.Active.DeadLetter);
        return true;
    }

    public static Answer<BrokerQueue> Get(Ledger ledger, string name) =>
        ledger.Queues.Find(name) is { } queue ? queue : NotFound(name);
}
