namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Active counts locked and deferred messages too, as the service does.</summary>
internal sealed record QueueCounts(long Active, long DeadLetter, long Scheduled);
