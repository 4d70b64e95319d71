using System.Buffers.Binary;
using System.Text;
using ServerlessCdi.Embedded.Tables.Rules;

namespace ServerlessCdi.Embedded.Tables.Sqlite;

/// <summary>The stored numbers of the types; never changed, only added to.</summary>
internal enum PropertyType : byte
{
    String = 1,
    Int32 = 2,
    Int64 = 3,
    Double = 4,
    Boolean = 5,
    DateTime = 6,
    Guid = 7,
    Binary = 8,
}

/// <summary>Walks through the properties of a <see cref="PropertyBlob"/> without copying them.</summary>
internal ref struct PropertyReader(ReadOnlySpan<byte> blob)
{
    private ReadOnlySpan<byte> _rest = blob;

    public ReadOnlySpan<byte> NameBytes { get; private set; }

    public PropertyType Type { get; private set; }

    public ReadOnlySpan<byte> ValueBytes { get; private set; }

    /// <summary>The property as it is stored.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>The bytes that the service counts for the value.</summary>
    public readonly int CountedSize => Type switch
    {
        PropertyType.String => EntityRules.StringSize(Encoding.UTF8.GetCharCount(ValueBytes)),
        PropertyType.Binary => 4 + ValueBytes.Length,
        _ => ValueBytes.Length,
    };

    public readonly object Value => Type switch
    {
        PropertyType.String => Encoding.UTF8.GetString(ValueBytes),
        PropertyType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(ValueBytes),
        PropertyType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(ValueBytes),
        PropertyType.Double => BinaryPrimitives.ReadDoubleLittleEndian(ValueBytes),
        PropertyType.Boolean => ValueBytes[0] != 0,
        PropertyType.DateTime => new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(ValueBytes), TimeSpan.Zero),
        PropertyType.Guid => new Guid(ValueBytes),
        PropertyType.Binary => ValueBytes.ToArray(),
        _ => throw new InvalidDataException($"Unknown property type {(byte)Type} in the table store."),
    };

    public static bool Contains(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> name) => Find(blob, name, out _);

    public static object? FindValue(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> name) =>
        Find(blob, name, out var reader) ? reader.Value : null;

    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var whole = _rest;
        NameBytes = Take(TakeLength());
        Type = (PropertyType)Take(1)[0];
        ValueBytes = Take(Type switch
        {
            PropertyType.String or PropertyType.Binary => TakeLength(),
            PropertyType.Boolean => 1,
            PropertyType.Int32 => 4,
            PropertyType.Guid => 16,
            _ => 8,
        });
        Raw = whole[..^_rest.Length];
        return true;
    }

    private static bool Find(ReadOnlySpan<byte> blob, ReadOnlySpan<byte> name, out PropertyReader reader)
    {
        reader = new PropertyReader(blob);
        while (reader.Read())
        {
            if (reader.NameBytes.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private int TakeLength()
    {
        int length = 0, shift = 0;
        byte next;
        do
        {
            next = Take(1)[0];
            length |= (next & 0x7F) << shift;
            shift += 7;
        }
        while ((next & 0x80) != 0);
        return length;
    }
}
