namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Where a message stands. The numbers are in the file.</summary>
internal enum MessageState
{
    Ready = 0,
    Locked = 1,
    Deferred = 2,
    Scheduled = 3,
}
