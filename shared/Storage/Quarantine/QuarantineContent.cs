using System.Buffers.Binary;
using System.Text.Json;
using ServerlessCdi.Core.Changes;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Quarantine;

/// <summary>An item's content as bytes: the length of its JSON (four bytes, little endian), that JSON, then the raw payload.</summary>
internal static class QuarantineContent
{
    private const int LengthBytes = 4;

    public static byte[] Write(QuarantineItem item)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new QuarantineEnvelope(item.Change, item.Context), StorageJson.Default.QuarantineEnvelope);
        var content = new byte[LengthBytes + json.Length + item.Payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(content, json.Length);
        json.CopyTo(content, LengthBytes);
        item.Payload.Span.CopyTo(content.AsSpan(LengthBytes + json.Length));
        return content;
    }

    public static QuarantineItem Read(ReadOnlySpan<byte> content, QuarantineItem item)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        var envelope = JsonSerializer.Deserialize(content.Slice(LengthBytes, length), StorageJson.Default.QuarantineEnvelope);
        return item with { Change = envelope?.Change, Context = envelope?.Context, Payload = content[(LengthBytes + length)..].ToArray() };
    }
}

/// <summary>What an item holds beside its payload.</summary>
internal sealed record QuarantineEnvelope(Change? Change, QuarantineContext? Context);
