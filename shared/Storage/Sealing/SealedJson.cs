using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>Documents in and out of a row's sealed properties.</summary>
internal static class SealedJson
{
    private const int KeepBytes = 256 * 1024;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // One buffer a thread: sealing is synchronous and allocates nothing but its result.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Seals a document into the row. The row's key is its place.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write<T>(TableEntity entity, string table, SealingKey key, T document, JsonTypeInfo<T> type)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        try
        {
            using (var writer = new Utf8JsonWriter(buffer, Compact))
            {
                JsonSerializer.Serialize(writer, document, type);
            }

            var bytes = SealedValue.Seal(key, Place(entity, table), buffer.WrittenSpan);
            SealedColumns.Write(entity, bytes);
            return bytes.Length;
        }
        finally
        {
            buffer.Clear();
            _buffer = buffer.Capacity > KeepBytes ? null : buffer;
        }
    }

    /// <exception cref="SealBrokenException">The value does not open here.</exception>
    public static T Read<T>(TableEntity entity, string table, SealingKey key, JsonTypeInfo<T> type) => SealedValue.Open(
        key,
        Place(entity, table),
        SealedColumns.Read(entity),
        clear => JsonSerializer.Deserialize(clear, type) ?? throw new SealBrokenException(Place(entity, table).ToString()));

    private static SealedPlace Place(TableEntity entity, string table) => new(table, entity.PartitionKey, entity.RowKey);
}
