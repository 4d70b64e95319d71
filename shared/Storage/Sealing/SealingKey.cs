using System.Security.Cryptography;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>An AES-256 key with its cipher made once. The cipher keeps state between calls, so they take turns.</summary>
internal sealed class SealingKey : IDisposable
{
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    private readonly Lock _gate = new();
    private readonly AesGcm _cipher;

    public SealingKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        _cipher = new AesGcm(key, TagBytes);
    }

    /// <summary>Writes nonce, ciphertext and tag.</summary>
    /// <param name="output">As long as the clear bytes and <see cref="NonceBytes"/> and <see cref="TagBytes"/> more.</param>
    public void Encrypt(ReadOnlySpan<byte> clear, Span<byte> output, ReadOnlySpan<byte> associated)
    {
        var nonce = output[..NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            _cipher.Encrypt(nonce, clear, output.Slice(NonceBytes, clear.Length), output[^TagBytes..], associated);
        }
    }

    /// <exception cref="AuthenticationTagMismatchException">Another key, another place, or changed bytes.</exception>
    public void Decrypt(ReadOnlySpan<byte> input, Span<byte> clear, ReadOnlySpan<byte> associated)
    {
        lock (_gate)
        {
            _cipher.Decrypt(input[..NonceBytes], input[NonceBytes..^TagBytes], input[^TagBytes..], clear, associated);
        }
    }

    public void Dispose() => _cipher.Dispose();
}
