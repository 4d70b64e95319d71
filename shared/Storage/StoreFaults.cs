using System.Data.Common;
using System.Net.Sockets;
using Azure;
using Azure.Messaging.ServiceBus;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage;

/// <summary>Which faults of the Azure clients, and of what they stand on here, pass by themselves.</summary>
internal sealed class StoreFaults : IStoreFaults
{
    public bool IsTransient(Exception fault) => fault switch
    {
        // 0: no answer at all.
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        ServiceBusException bus => bus.IsTransient,
        TimeoutException or IOException or SocketException or HttpRequestException or OperationCanceledException or DbException => true,
        AggregateException many => many.InnerExceptions.All(IsTransient),
        _ => fault.InnerException is { } inner && IsTransient(inner),
    };
}
