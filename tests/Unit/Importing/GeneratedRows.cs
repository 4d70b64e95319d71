using System.Text;

namespace ServerlessCdi.Tests.Unit.Importing;

/// <summary>A CSV file of any number of rows, each of which comes to be when it is read.</summary>
internal sealed class GeneratedRows(int rows) : Stream
{
    private byte[] _current = "id,email,note\n"u8.ToArray();
    private int _at;
    private int _row;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Rows that were asked for so far.</summary>
    public int Generated => _row;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length)
        {
            if (_at == _current.Length)
            {
                if (_row == rows)
                {
                    break;
                }

                _current = Encoding.UTF8.GetBytes($"{_row},person{_row}@example.com,\"a note of row {_row},\nin two lines\"\n");
                (_at, _row) = (0, _row + 1);
            }

            var part = _current.AsSpan(_at, Math.Min(_current.Length - _at, buffer.Length - written));
            part.CopyTo(buffer[written..]);
            _at += part.Length;
            written += part.Length;
        }

        return written;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
