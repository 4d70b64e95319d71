using System.Security.Cryptography;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>
/// SHA-256 over rows in their order: each row's is that of the checksum before it and the row's content. So it can be
/// kept between two requests, and stands the same however the rows were cut into requests.
/// </summary>
public sealed class RowChecksum
{
    private readonly byte[] _value;
    private byte[] _room = new byte[1024];

    private RowChecksum(byte[] value) => _value = value;

    /// <summary>Before the first row: 32 zero bytes.</summary>
    public static RowChecksum Start() => new(new byte[SHA256.HashSizeInBytes]);

    /// <summary>Goes on from the text of an earlier one.</summary>
    public static RowChecksum From(string text) => new(Convert.FromHexString(text));

    public void Add(ImportRow row)
    {
        var length = _value.Length + row.Content.Length;
        if (_room.Length < length)
        {
            _room = new byte[length * 2];
        }

        _value.CopyTo(_room, 0);
        row.Content.Span.CopyTo(_room.AsSpan(_value.Length));
        SHA256.HashData(_room.AsSpan(0, length), _value);
    }

    /// <summary>64 hex digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_value);
}
