using ServerlessCdi.Embedded.ServiceBus.Broker;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that are sent together. A message is taken as it is when it is added.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly string _entityPath;
    private readonly List<OutgoingMessage> _messages = [];

    internal ServiceBusMessageBatch(long maxSizeInBytes, TimeProvider time, string entityPath)
    {
        MaxSizeInBytes = maxSizeInBytes;
        _time = time;
        _entityPath = entityPath;
    }

    public int Count => _messages.Count;

    public long MaxSizeInBytes { get; }

    public long SizeInBytes { get; private set; }

    internal IReadOnlyList<OutgoingMessage> Messages => [.. _messages];

    /// <returns>False if it does not fit; the batch is then as it was.</returns>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        var outgoing = OutgoingMessage.From(message, _time, _entityPath);
        if (SizeInBytes + outgoing.Size > MaxSizeInBytes)
        {
            return false;
        }

        _messages.Add(outgoing);
        SizeInBytes += outgoing.Size;
        return true;
    }

    public void Dispose()
    {
        _messages.Clear();
        SizeInBytes = 0;
    }
}
