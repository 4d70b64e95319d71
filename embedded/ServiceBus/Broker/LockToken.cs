using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>A lock as the Guid that the API shows: the lock's own number and the message it holds, so a token settles by itself.</summary>
internal static class LockToken
{
    public static long NewLock()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) & long.MaxValue | 1;
    }

    public static Guid For(long lockId, long messageId)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, lockId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], messageId);
        return new Guid(bytes);
    }

    public static (long LockId, long MessageId) Parse(Guid token)
    {
        Span<byte> bytes = stackalloc byte[16];
        token.TryWriteBytes(bytes);
        return (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
    }
}
