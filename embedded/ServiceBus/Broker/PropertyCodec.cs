using System.Runtime.Serialization;
using System.Text;

namespace ServerlessCdi.Embedded.ServiceBus.Broker;

/// <summary>Application properties as bytes: the value types that AMQP carries, and no others.</summary>
internal static class PropertyCodec
{
    public static byte[] Encode(IDictionary<string, object> properties)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8);
        Write(writer, properties);
        return buffer.ToArray();
    }

    public static Dictionary<string, object> Decode(byte[]? bytes)
    {
        if (bytes is null)
        {
            return [];
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        return Read(reader);
    }

    public static void Write(BinaryWriter writer, IDictionary<string, object> properties)
    {
        writer.Write7BitEncodedInt(properties.Count);
        foreach (var (name, value) in properties)
        {
            writer.Write(name);
            WriteValue(writer, name, value);
        }
    }

    public static Dictionary<string, object> Read(BinaryReader reader)
    {
        var count = reader.Read7BitEncodedInt();
        var properties = new Dictionary<string, object>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            properties[name] = ReadValue(reader);
        }

        return properties;
    }

    private static void WriteValue(BinaryWriter writer, string name, object? value)
    {
        switch (value)
        {
            case string text: Tag(writer, 1).Write(text); break;
            case bool flag: Tag(writer, 2).Write(flag); break;
            case int number: Tag(writer, 3).Write(number); break;
            case long number: Tag(writer, 4).Write(number); break;
            case double number: Tag(writer, 5).Write(number); break;
            case Guid id: Tag(writer, 6).Write(id.ToByteArray()); break;
            case DateTimeOffset time: Tag(writer, 7).Write(time.UtcTicks); break;
            case DateTime time: Tag(writer, 8).Write(time.ToUniversalTime().Ticks); break;
            case TimeSpan span: Tag(writer, 9).Write(span.Ticks); break;
            case decimal number: Tag(writer, 10).Write(number); break;
            case float number: Tag(writer, 11).Write(number); break;
            case uint number: Tag(writer, 12).Write(number); break;
            case ulong number: Tag(writer, 13).Write(number); break;
            case short number: Tag(writer, 14).Write(number); break;
            case ushort number: Tag(writer, 15).Write(number); break;
            case byte number: Tag(writer, 16).Write(number); break;
            case sbyte number: Tag(writer, 17).Write(number); break;
            case char letter: Tag(writer, 18).Write((ushort)letter); break;
            case Uri uri: Tag(writer, 19).Write(uri.OriginalString); break;
            case byte[] bytes:
                Tag(writer, 20).Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            case null: writer.Write((byte)0); break;
            default:
                throw new SerializationException($"Serialization of property '{name}' and type '{value.GetType()}' is not supported.");
        }
    }

    private static BinaryWriter Tag(BinaryWriter writer, byte tag)
    {
        writer.Write(tag);
        return writer;
    }

    private static object ReadValue(BinaryReader reader) => reader.ReadByte() switch
    {
        // A null value is legal in AMQP, and the official dictionary hands it out as null too.
        0 => null!,
        1 => reader.ReadString(),
        2 => reader.ReadBoolean(),
        3 => reader.ReadInt32(),
        4 => reader.ReadInt64(),
        5 => reader.ReadDouble(),
        6 => new Guid(reader.ReadBytes(16)),
        7 => new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        8 => new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
        9 => new TimeSpan(reader.ReadInt64()),
        10 => reader.ReadDecimal(),
        11 => reader.ReadSingle(),
        12 => reader.ReadUInt32(),
        13 => reader.ReadUInt64(),
        14 => reader.ReadInt16(),
        15 => reader.ReadUInt16(),
        16 => reader.ReadByte(),
        17 => reader.ReadSByte(),
        18 => (char)reader.ReadUInt16(),
        19 => new Uri(reader.ReadString(), UriKind.RelativeOrAbsolute),
        20 => reader.ReadBytes(reader.Read7BitEncodedInt()),
        var tag => throw new NotSupportedException($"A stored property has the unknown type {tag}: it was written by a newer version of this product."),
    };
}
