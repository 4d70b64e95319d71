using System.Security.Cryptography;
using System.Text;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// One version of the key-encryption secret. It wraps the data keys of persons; what belongs to nobody yet is sealed
/// under a key derived from it (HKDF-SHA-256).
/// </summary>
internal sealed class WrappingKey(string version, byte[] secret)
{
    public string Version { get; } = version;

    public SealingKey Wrap { get; } = new(secret);

    public SealingKey Quarantine { get; } = new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, SealingKey.KeyBytes, info: Encoding.ASCII.GetBytes("quarantine")));
}
