namespace ServerlessCdi.Embedded.ServiceBus.Broker;

internal sealed record AcceptedSession(string Id, long Lock, DateTimeOffset LockedUntil);
