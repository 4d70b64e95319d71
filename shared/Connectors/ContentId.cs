using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Connectors;

/// <summary>
/// Names a change by what it says, for vendors that give their events no id: the same words in a retry are the same
/// change. 128 bits of SHA-256 in hexadecimal.
/// </summary>
internal static class ContentId
{
    public static string Of(string source, string content) => Of(source, content, default(ReadOnlySpan<byte>));

    /// <param name="about">What tells changes of the same bytes apart, such as a place in a list; may be empty.</param>
    public static string Of(string source, string about, ReadOnlySpan<byte> content)
    {
        var length = Encoding.UTF8.GetMaxByteCount(source.Length + about.Length + 2) + content.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var used = Encoding.UTF8.GetBytes(source, buffer);
        buffer[used++] = (byte)'\n';
        used += Encoding.UTF8.GetBytes(about, buffer.AsSpan(used));
        content.CopyTo(buffer.AsSpan(used));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.AsSpan(0, used + content.Length), hash);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
