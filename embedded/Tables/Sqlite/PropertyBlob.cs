using System.Buffers.Binary;
using System.Text;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>
/// An entity's own properties as one value of the file: for each the name, a type byte and the value; lengths are written
/// seven bits a byte, lowest first; numbers are little-endian; dates are UTC ticks.
/// </summary>
internal static class PropertyBlob
{
    public static byte[] Write(IReadOnlyList<KeyValuePair<string, object>> properties)
    {
        var length = 0;
        foreach (var (name, value) in properties)
        {
            length += Sized(Encoding.UTF8.GetByteCount(name)) + 1 + ValueLength(value);
        }

        var blob = new byte[length];
        var rest = blob.AsSpan();
        foreach (var (name, value) in properties)
        {
            rest = WriteText(rest, name);
            rest = WriteValue(rest, value);
        }

        return blob;
    }

    /// <summary>The stored properties, with the incoming ones added or put in their place.</summary>
    public static byte[] Merge(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> incoming)
    {
        var merged = new byte[stored.Length + incoming.Length];
        var length = 0;
        var reader = new PropertyReader(stored);
        while (reader.Read())
        {
            if (!PropertyReader.Contains(incoming, reader.NameBytes))
            {
                reader.Raw.CopyTo(merged.AsSpan(length));
                length += reader.Raw.Length;
            }
        }

        incoming.CopyTo(merged.AsSpan(length));
        Array.Resize(ref merged, length + incoming.Length);
        return merged;
    }

    /// <summary>The limits that only the result of a merge can break.</summary>
    /// <exception cref="Azure.RequestFailedException">400.</exception>
    public static void CheckLimits(ReadOnlySpan<byte> blob, int partitionKeyChars, int rowKeyChars)
    {
        var count = 0;
        var size = EntityRules.KeySize(partitionKeyChars, rowKeyChars);
        var reader = new PropertyReader(blob);
        while (reader.Read())
        {
            count++;
            size += EntityRules.PropertySize(Encoding.UTF8.GetCharCount(reader.NameBytes), reader.CountedSize);
        }

        if (count > EntityRules.MaxProperties)
        {
            throw TableErrors.TooManyProperties();
        }

        if (size > EntityRules.MaxEntityBytes)
        {
            throw TableErrors.EntityTooLarge();
        }
    }

    private static int Sized(int length) => length + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 3);

    private static int ValueLength(object value) => value switch
    {
        string text => Sized(Encoding.UTF8.GetByteCount(text)),
        byte[] bytes => Sized(bytes.Length),
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    private static Span<byte> WriteValue(Span<byte> to, object value)
    {
        var body = to[1..];
        to[0] = (byte)PropertyType.Int64;
        switch (value)
        {
            case string text:
                to[0] = (byte)PropertyType.String;
                return WriteText(body, text);
            case byte[] bytes:
                to[0] = (byte)PropertyType.Binary;
                body = WriteLength(body, bytes.Length);
                bytes.CopyTo(body);
                return body[bytes.Length..];
            case bool truth:
                to[0] = (byte)PropertyType.Boolean;
                body[0] = truth ? (byte)1 : (byte)0;
                return body[1..];
            case int small:
                to[0] = (byte)PropertyType.Int32;
                BinaryPrimitives.WriteInt32LittleEndian(body, small);
                return body[4..];
            case Guid id:
                to[0] = (byte)PropertyType.Guid;
                id.TryWriteBytes(body);
                return body[16..];
            case double real:
                to[0] = (byte)PropertyType.Double;
                BinaryPrimitives.WriteDoubleLittleEndian(body, real);
                return body[8..];
            case DateTimeOffset time:
                to[0] = (byte)PropertyType.DateTime;
                BinaryPrimitives.WriteInt64LittleEndian(body, time.UtcTicks);
                return body[8..];
            default:
                BinaryPrimitives.WriteInt64LittleEndian(body, (long)value);
                return body[8..];
        }
    }

    private static Span<byte> WriteText(Span<byte> to, string text)
    {
        to = WriteLength(to, Encoding.UTF8.GetByteCount(text));
        return to[Encoding.UTF8.GetBytes(text, to)..];
    }

    private static Span<byte> WriteLength(Span<byte> to, int length)
    {
        var i = 0;
        while (length >= 0x80)
        {
            to[i++] = (byte)(length | 0x80);
            length >>= 7;
        }

        to[i++] = (byte)length;
        return to[i..];
    }
}
