using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// A person's data key, 32 random bytes, with its wrapped form as the <c>profile</c> row keeps it: 1 byte format (1),
/// 1 byte length and the id in ASCII of the secret's version, then nonce, ciphertext and tag (AES-256-GCM). Wrapped in place:
/// copied to another person's row it does not open.
/// </summary>
internal sealed class DataKey
{
    private const byte Format = 1;
    private const int HeaderBytes = 2;

    private readonly byte[] _key;

    private DataKey(byte[] key, byte[] wrapped, string secretVersion, SealingKey? cipher = null)
    {
        _key = key;
        Wrapped = wrapped;
        SecretVersion = secretVersion;
        Cipher = cipher ?? new SealingKey(key);
    }

    public SealingKey Cipher { get; }

    public byte[] Wrapped { get; }

    public string SecretVersion { get; }

    public static DataKey Create(WrappingKey wrapping, SealedPlace place)
    {
        var key = RandomNumberGenerator.GetBytes(SealingKey.KeyBytes);
        return new(key, WrapUnder(wrapping, place, key), wrapping.Version);
    }

    /// <summary>The version of the secret that a wrapped key needs; null where the bytes are no wrapped key.</summary>
    public static string? VersionOf(ReadOnlySpan<byte> wrapped) =>
        wrapped.Length > HeaderBytes && wrapped[0] == Format && wrapped.Length == WrappedBytes(wrapped[1])
            ? Encoding.ASCII.GetString(wrapped.Slice(HeaderBytes, wrapped[1]))
            : null;

    /// <exception cref="CryptographicException">Another secret, another place, or changed bytes.</exception>
    public static DataKey Unwrap(WrappingKey wrapping, SealedPlace place, byte[] wrapped)
    {
        var key = new byte[SealingKey.KeyBytes];
        wrapping.Wrap.Decrypt(wrapped.AsSpan(HeaderBytes + wrapped[1]), key, place.AssociatedData(Format));
        return new(key, wrapped, wrapping.Version);
    }

    /// <summary>The same key under another version of the secret.</summary>
    public DataKey Under(WrappingKey wrapping, SealedPlace place) =>
        wrapping.Version == SecretVersion ? this : new(_key, WrapUnder(wrapping, place, _key), wrapping.Version, Cipher);

    private static byte[] WrapUnder(WrappingKey wrapping, SealedPlace place, byte[] key)
    {
        var wrapped = new byte[WrappedBytes(wrapping.Version.Length)];
        wrapped[0] = Format;
        wrapped[1] = checked((byte)wrapping.Version.Length);
        Encoding.ASCII.GetBytes(wrapping.Version, wrapped.AsSpan(HeaderBytes));
        wrapping.Wrap.Encrypt(key, wrapped.AsSpan(HeaderBytes + wrapping.Version.Length), place.AssociatedData(Format));
        return wrapped;
    }

    private static int WrappedBytes(int versionLength) =>
        HeaderBytes + versionLength + SealingKey.NonceBytes + SealingKey.KeyBytes + SealingKey.TagBytes;
}
