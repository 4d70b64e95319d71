using System.Collections.ObjectModel;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A message as the bytes of its body row: a version, the properties that are set, the application properties, the body.</summary>
internal static class MessageCodec
{
    private const byte Version = 1;

    public static byte[] Encode(ServiceBusMessage message, string messageId)
    {
        using var buffer = new MemoryStream(256);
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(messageId);
        WriteOptional(writer, message.SessionId);
        WriteOptional(writer, message.PartitionKey);
        WriteOptional(writer, message.TransactionPartitionKey);
        WriteOptional(writer, message.ReplyToSessionId);
        WriteOptional(writer, message.CorrelationId);
        WriteOptional(writer, message.Subject);
        WriteOptional(writer, message.ContentType);
        WriteOptional(writer, message.To);
        WriteOptional(writer, message.ReplyTo);
        writer.Write(message.ScheduledEnqueueTime == default ? 0L : message.ScheduledEnqueueTime.UtcTicks);
        PropertyCodec.Write(writer, message.ApplicationProperties);
        var body = message.Body.ToMemory().Span;
        writer.Write7BitEncodedInt(body.Length);
        writer.Write(body);
        return buffer.ToArray();
    }

    /// <summary>The message as handed out. Until and lock come from the delivery, not from the row as it was before it.</summary>
    public static ServiceBusReceivedMessage Decode(byte[] payload, MessageRow row, bool peeked)
    {
        using var reader = new BinaryReader(new MemoryStream(payload, writable: false), Encoding.UTF8);
        if (reader.ReadByte() != Version)
        {
            throw new NotSupportedException("A stored message was written by a newer version of this product.");
        }

        var locked = row.State == MessageState.Locked && !peeked;
        return new ServiceBusReceivedMessage
        {
            MessageId = reader.ReadString(),
            SessionId = ReadOptional(reader),
            PartitionKey = ReadOptional(reader),
            TransactionPartitionKey = ReadOptional(reader),
            ReplyToSessionId = ReadOptional(reader),
            CorrelationId = ReadOptional(reader),
            Subject = ReadOptional(reader),
            ContentType = ReadOptional(reader),
            To = ReadOptional(reader),
            ReplyTo = ReadOptional(reader),
            ScheduledEnqueueTime = reader.ReadInt64() is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : default,
            ApplicationProperties = Properties(reader, row.Overlay),
            Body = new BinaryData(payload.AsMemory(BodyStart(reader))),
            SequenceNumber = EntityKey.Sequence(row.Id),
            EnqueuedSequenceNumber = EntityKey.Sequence(row.Id),
            EnqueuedTime = DateTimeOffset.FromUnixTimeMilliseconds(row.Enqueued),
            TimeToLive = row.Expires is { } expires ? TimeSpan.FromMilliseconds(expires - row.Enqueued) : TimeSpan.MaxValue,
            DeliveryCount = peeked ? row.Deliveries : row.Deliveries + 1,
            LockTokenGuid = locked ? LockToken.For(row.Lock, row.Id) : Guid.Empty,
            LockedUntil = locked ? DateTimeOffset.FromUnixTimeMilliseconds(row.Until) : default,
            State = StateOf(row),
        };
    }

    private static ServiceBusMessageState StateOf(MessageRow row) => row switch
    {
        { State: MessageState.Scheduled } => ServiceBusMessageState.Scheduled,
        { State: MessageState.Deferred } or { Home: MessageState.Deferred } => ServiceBusMessageState.Deferred,
        _ => ServiceBusMessageState.Active,
    };

    private static ReadOnlyDictionary<string, object> Properties(BinaryReader reader, byte[]? overlay)
    {
        var properties = PropertyCodec.Read(reader);
        foreach (var (name, value) in PropertyCodec.Decode(overlay))
        {
            properties[name] = value;
        }

        return new ReadOnlyDictionary<string, object>(properties);
    }

    private static int BodyStart(BinaryReader reader)
    {
        reader.Read7BitEncodedInt();
        return (int)reader.BaseStream.Position;
    }

    private static void WriteOptional(BinaryWriter writer, string? value)
    {
        writer.Write(value is not null);
        if (value is not null)
        {
            writer.Write(value);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
