using System.Buffers.Binary;
using System.Text.Json;
using ServerlessCdi.Core;
using ServerlessCdi.Core.Changes;

namespace ServerlessCdi.Storage.Quarantine;

/// <summary>An item's content as bytes: the length of the change's JSON (four bytes, little endian), that JSON, then the raw payload.</summary>
internal static class QuarantineContent
{
    private const int LengthBytes = 4;

    public static byte[] Write(Change? change, ReadOnlySpan<byte> payload)
    {
        var json = change is null ? [] : JsonSerializer.SerializeToUtf8Bytes(change, CoreJson.Relaxed.Change);
        var content = new byte[LengthBytes + json.Length + payload.Length];
        BinaryPrimitives.WriteInt32LittleEndian(content, json.Length);
        json.CopyTo(content, LengthBytes);
        payload.CopyTo(content.AsSpan(LengthBytes + json.Length));
        return content;
    }

    public static (Change? Change, byte[] Payload) Read(ReadOnlySpan<byte> content)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        var json = content.Slice(LengthBytes, length);
        return (json.IsEmpty ? null : JsonSerializer.Deserialize(json, CoreJson.Relaxed.Change), content[(LengthBytes + length)..].ToArray());
    }
}
