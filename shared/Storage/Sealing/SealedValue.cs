using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// The bytes of a sealed value: 1 header byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag (AES-256-GCM).
/// The header's low four bits are the format, 1; bit 4 says that the clear bytes are a Brotli stream behind their
/// length (four bytes, little endian). The header is authenticated together with the place.
/// </summary>
internal static class SealedValue
{
    private const byte Format = 0x01;
    private const byte Compressed = 0x10;
    private const int HeaderBytes = 1;
    private const int LengthBytes = 4;
    private const int Overhead = HeaderBytes + SealingKey.NonceBytes + SealingKey.TagBytes;
    private const int CompressAbove = 1024;
    private const int FastQuality = 1;
    private const int Window = 22;

    // Far above what a row can hold; a larger claim is damage.
    private const int MaxClearBytes = 256 * 1024 * 1024;

    public static byte[] Seal(SealingKey key, SealedPlace place, ReadOnlySpan<byte> clear)
    {
        if (clear.Length <= CompressAbove)
        {
            return Encrypt(key, place, Format, clear);
        }

        var rented = ArrayPool<byte>.Shared.Rent(LengthBytes + clear.Length);
        try
        {
            // Bytes that do not shrink do not fit, and are sealed as they are.
            if (!BrotliEncoder.TryCompress(clear, rented.AsSpan(LengthBytes, clear.Length), out var written, FastQuality, Window))
            {
                return Encrypt(key, place, Format, clear);
            }

            BinaryPrimitives.WriteInt32LittleEndian(rented, clear.Length);
            return Encrypt(key, place, Format | Compressed, rented.AsSpan(0, LengthBytes + written));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <param name="read">Makes the result of the clear bytes, which are overwritten afterwards.</param>
    /// <exception cref="SealBrokenException">The value does not open here.</exception>
    public static T Open<T>(SealingKey key, SealedPlace place, ReadOnlySpan<byte> sealedBytes, Func<ReadOnlySpan<byte>, T> read)
    {
        if (sealedBytes.Length < Overhead || (sealedBytes[0] & 0x0F) != Format)
        {
            throw new SealBrokenException(place.ToString());
        }

        var length = sealedBytes.Length - Overhead;
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        try
        {
            var clear = rented.AsSpan(0, length);
            key.Decrypt(sealedBytes[HeaderBytes..], clear, place.AssociatedData(sealedBytes[0]));
            return (sealedBytes[0] & Compressed) == 0 ? read(clear) : Decompress(place, clear, read);
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new SealBrokenException(place.ToString(), mismatch);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static byte[] Encrypt(SealingKey key, SealedPlace place, byte header, ReadOnlySpan<byte> clear)
    {
        var output = new byte[Overhead + clear.Length];
        output[0] = header;
        key.Encrypt(clear, output.AsSpan(HeaderBytes), place.AssociatedData(header));
        return output;
    }

    private static T Decompress<T>(SealedPlace place, ReadOnlySpan<byte> packed, Func<ReadOnlySpan<byte>, T> read)
    {
        var length = packed.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > MaxClearBytes)
        {
            throw new SealBrokenException(place.ToString());
        }

        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        try
        {
            if (!BrotliDecoder.TryDecompress(packed[LengthBytes..], rented.AsSpan(0, length), out var written) || written != length)
            {
                throw new SealBrokenException(place.ToString());
            }

            return read(rented.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }
}
