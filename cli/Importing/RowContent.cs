using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace ServerlessCdi.Cli.Importing;

/// <summary>Rows as a request's body, written while they are read; packed where they leave this machine.</summary>
internal sealed class RowContent : HttpContent
{
    private readonly Func<Stream, CancellationToken, Task> _write;
    private readonly bool _packed;

    public RowContent(string format, bool packed, Func<Stream, CancellationToken, Task> write)
    {
        _write = write;
        _packed = packed;
        Headers.ContentType = new MediaTypeHeaderValue(MediaType(format));
        if (packed)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    /// <summary>Rows that are in memory already, so that the request can be sent again.</summary>
    public static HttpContent Of(string format, bool packed, ReadOnlyMemory<byte> body)
    {
        HttpContent content = new ReadOnlyMemoryContent(packed ? Pack(body.Span) : body);
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaType(format));
        if (packed)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_packed)
        {
            await _write(stream, cancellationToken);
            return;
        }

        await using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        await _write(gzip, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private static string MediaType(string format) => format == "csv" ? "text/csv" : "application/x-ndjson";

    private static byte[] Pack(ReadOnlySpan<byte> body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
