using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A message checked and encoded on its sender's thread, ready for the writer.</summary>
internal sealed record OutgoingMessage(string MessageId, string? SessionId, byte[] Payload, TimeSpan TimeToLive, DateTimeOffset ScheduledEnqueueTime)
{
    /// <summary>Standard tier: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (seen 2026-11).</summary>
    public const long MaxBytes = 262_144;

    private const int MaxPropertyBytes = 32_768;
    private const int MaxHeaderBytes = 65_536;

    /// <summary>What AMQP's sections and annotations add to a message, about.</summary>
    private const int Overhead = 64;

    public long Size => Payload.Length + Overhead;

    /// <exception cref="ServiceBusException">MessageSizeExceeded: a property or all of them together are too long.</exception>
    public static OutgoingMessage From(ServiceBusMessage message, TimeProvider time, string entity)
    {
        ArgumentNullException.ThrowIfNull(message);
        var id = message.MessageIdOrNull ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var payload = MessageCodec.Encode(message, id);
        var headers = payload.Length - message.Body.ToMemory().Length;
        if (headers > MaxHeaderBytes)
        {
            throw TooLarge($"The properties of a message take {headers} bytes; at most {MaxHeaderBytes} are allowed.", entity);
        }

        if (headers > MaxPropertyBytes)
        {
            ThrowIfOneIsTooLong(message, entity);
        }

        return new OutgoingMessage(id, message.SessionId, payload, message.TimeToLive, message.ScheduledEnqueueTime);
    }

    public static ServiceBusException TooLarge(string detail, string entity) => new(detail, ServiceBusFailureReason.MessageSizeExceeded, entity);

    private static void ThrowIfOneIsTooLong(ServiceBusMessage message, string entity)
    {
        foreach (var (name, value) in message.ApplicationProperties)
        {
            var bytes = PropertyCodec.Encode(new Dictionary<string, object> { [name] = value }).Length;
            if (bytes > MaxPropertyBytes)
            {
                throw TooLarge($"The property '{name}' takes {bytes} bytes; at most {MaxPropertyBytes} are allowed.", entity);
            }
        }
    }
}
