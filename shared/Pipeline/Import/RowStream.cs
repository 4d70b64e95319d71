using System.IO.Compression;

namespace ServerlessCdi.Pipeline.Import;

/// <summary>A file's bytes as they are, or what gzip packed into them, and no more than a limit of them.</summary>
public sealed class RowStream : Stream
{
    private readonly Stream _inner;
    private readonly long _limit;
    private byte[] _first;
    private long _read;

    private RowStream(Stream inner, byte[] first, long limit)
    {
        _inner = inner;
        _first = first;
        _limit = limit;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <summary>Unpacks the stream where its first two bytes are those of gzip (RFC 1952), whatever its name or headers say.</summary>
    /// <param name="limit">Most unpacked bytes.</param>
    public static async Task<Stream> OpenAsync(Stream stream, long limit, CancellationToken cancellationToken)
    {
        var first = new byte[2];
        var count = await stream.ReadAtLeastAsync(first, 2, throwOnEndOfStream: false, cancellationToken);
        var whole = new RowStream(stream, first[..count], long.MaxValue);
        return first is [0x1F, 0x8B]
            ? new RowStream(new GZipStream(whole, CompressionMode.Decompress), [], limit)
            : new RowStream(whole, [], limit);
    }

    /// <exception cref="RowsTooLargeException">The stream has more bytes than it may.</exception>
    /// <exception cref="ImportFormatException">What gzip packed is broken off or damaged.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_first.Length > 0)
        {
            var count = Math.Min(_first.Length, buffer.Length);
            _first.AsSpan(0, count).CopyTo(buffer.Span);
            _first = _first[count..];
            return count;
        }

        try
        {
            var read = await _inner.ReadAsync(buffer, cancellationToken);
            _read += read;
            return _read <= _limit ? read : throw new RowsTooLargeException(_limit);
        }
        catch (InvalidDataException damaged)
        {
            throw new ImportFormatException("What gzip packed is damaged or broken off.", damaged);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
