namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A session held: the lock's number and when it runs out, in milliseconds since 1970.</summary>
internal readonly record struct SessionLock(long Id, long Until);
