using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Embedded.KeyVault;

/// <summary>AES-256-GCM over one value, bound to its name and version, so that a sealed value moved to another row does not open.</summary>
internal sealed class SecretSeal(byte[] key)
{
    private const byte Format = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeaderBytes = 1 + NonceBytes + TagBytes;

    public byte[] Seal(string name, string version, string value)
    {
        var clear = Encoding.UTF8.GetBytes(value);
        var output = new byte[HeaderBytes + clear.Length];
        output[0] = Format;
        var nonce = output.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, clear, output.AsSpan(HeaderBytes), output.AsSpan(1 + NonceBytes, TagBytes), AssociatedData(name, version));
        CryptographicOperations.ZeroMemory(clear);
        return output;
    }

    /// <exception cref="CryptographicException">The row was changed or moved, or the folder has another vault's key.</exception>
    public string Open(string name, string version, byte[] sealedValue)
    {
        if (sealedValue.Length < HeaderBytes || sealedValue[0] != Format)
        {
            throw new CryptographicException($"The stored value of secret '{name}' has no known format.");
        }

        var clear = new byte[sealedValue.Length - HeaderBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(
                sealedValue.AsSpan(1, NonceBytes),
                sealedValue.AsSpan(HeaderBytes),
                sealedValue.AsSpan(1 + NonceBytes, TagBytes),
                clear,
                AssociatedData(name, version));
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new CryptographicException(
                $"The stored value of secret '{name}' does not open with this folder's {VaultKey.FileName}: the row was changed, or the key is another vault's.",
                wrong);
        }

        var value = Encoding.UTF8.GetString(clear);
        CryptographicOperations.ZeroMemory(clear);
        return value;
    }

    private static byte[] AssociatedData(string name, string version) => Encoding.UTF8.GetBytes($"{name.ToLowerInvariant()}/{version}");
}
