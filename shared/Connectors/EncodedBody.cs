using System.Buffers;
using System.IO.Compression;

namespace ServerlessCdi.Connectors;

/// <summary>How a body left its <c>Content-Encoding</c>.</summary>
internal enum BodyDecoding
{
    Decoded,

    /// <summary>It unpacks to more than the cap. Unpacking stopped there.</summary>
    TooLarge,

    /// <summary>It is not what its header says.</summary>
    Corrupt,

    /// <summary>An encoding other than gzip.</summary>
    Unsupported,
}

/// <summary>
/// Unpacks a body that its sender packed. Intake hands bodies on as they came, because signatures cover those bytes; a
/// connector whose callers pack calls this before it parses.
/// </summary>
internal static class EncodedBody
{
    /// <param name="cap">Most bytes that the body may have when unpacked: a few packed kilobytes can hold gigabytes.</param>
    public static BodyDecoding Decode(WebhookRequest request, int cap, out ReadOnlyMemory<byte> body)
    {
        body = request.Body;
        var encoding = request.Header("Content-Encoding")?.Trim();
        if (string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return body.Length > cap ? BodyDecoding.TooLarge : BodyDecoding.Decoded;
        }

        return encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
            ? Unpack(request.Body, cap, out body)
            : BodyDecoding.Unsupported;
    }

    private static BodyDecoding Unpack(ReadOnlyMemory<byte> packed, int cap, out ReadOnlyMemory<byte> body)
    {
        body = default;
        var buffer = new ArrayBufferWriter<byte>(Math.Clamp(packed.Length * 4, 256, cap + 1));
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress);
            int read;
            while ((read = stream.Read(buffer.GetSpan(4096))) > 0)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > cap)
                {
                    return BodyDecoding.TooLarge;
                }
            }
        }
        catch (InvalidDataException)
        {
            return BodyDecoding.Corrupt;
        }

        body = buffer.WrittenMemory;
        return BodyDecoding.Decoded;
    }
}
