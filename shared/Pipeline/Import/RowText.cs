using System.Text;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>The text of a stream, of which only the row at hand and what was read with it are in memory.</summary>
internal sealed class RowText
{
    private const int BytesAtOnce = 64 * 1024;

    private readonly Stream _stream;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[BytesAtOnce];
    private char[] _chars = new char[2 * BytesAtOnce];
    private int _start;
    private int _end;

    private RowText(Stream stream, Decoder decoder)
    {
        _stream = stream;
        _decoder = decoder;
    }

    /// <summary>Nothing follows what is held.</summary>
    public bool Ended { get; private set; }

    /// <summary>Size of the buffer, which grows to what the longest row needs and no further.</summary>
    public int Capacity => _chars.Length;

    public ReadOnlySpan<char> Held => _chars.AsSpan(_start, _end - _start);

    /// <summary>Looks at the first bytes for a byte order mark.</summary>
    /// <exception cref="ImportFormatException">The stated encoding is not known.</exception>
    public static async ValueTask<RowText> OpenAsync(Stream stream, string? encoding, CancellationToken cancellationToken)
    {
        var first = new byte[BytesAtOnce];
        var count = await stream.ReadAtLeastAsync(first, 3, throwOnEndOfStream: false, cancellationToken);
        var (found, mark) = RowEncoding.Of(first.AsSpan(0, count), encoding);
        var text = new RowText(stream, found.GetDecoder());
        text.Decode(first.AsSpan(mark, count - mark), flush: false);
        return text;
    }

    /// <summary>Reads on. False where the stream has ended.</summary>
    public async ValueTask<bool> MoreAsync(CancellationToken cancellationToken)
    {
        if (Ended)
        {
            return false;
        }

        var read = await _stream.ReadAsync(_bytes, cancellationToken);
        Ended = read == 0;
        Decode(_bytes.AsSpan(0, read), flush: Ended);
        return true;
    }

    public void Take(int count) => _start += count;

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        var room = _decoder.GetCharCount(bytes, flush);
        if (_chars.Length - _end < room)
        {
            var held = _end - _start;
            var target = held + room <= _chars.Length ? _chars : new char[Math.Max(_chars.Length * 2, held + room)];
            _chars.AsSpan(_start, held).CopyTo(target);
            (_chars, _start, _end) = (target, 0, held);
        }

        _end += _decoder.GetChars(bytes, _chars.AsSpan(_end), flush);
    }
}
