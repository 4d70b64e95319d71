using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Storage.Secrets;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// Makes the two secrets of the store where nobody has: 32 random bytes each, in base64.
/// <para>
/// Key Vault cannot set "only if absent", so instances that start together may each set a version. For the
/// key-encryption secret that is harmless: every wrapped key names its version and all of them open. For the pepper one
/// version must hold for all, now and later: the oldest (of one second, the smallest id) is proposed, and the
/// <see cref="PepperAnchor"/> row, which only one instance can add, decides. Neither clocks nor later versions matter then.
/// </para>
/// </summary>
internal sealed class GeneratedSecrets(VaultReader vault, PepperAnchor anchor, TimeProvider time, ILogger<GeneratedSecrets> logger)
{
    public const string Pepper = "cdi-pepper";
    public const string KeyEncryption = "cdi-key-encryption";

    /// <summary>The pepper in force.</summary>
    /// <exception cref="InvalidOperationException">The version that the rows were hashed with cannot be had: nothing could be found under another.</exception>
    public async Task<byte[]> PepperAsync(CancellationToken cancellationToken)
    {
        var version = await anchor.FindAsync(Pepper, cancellationToken) ?? await ChooseAsync(cancellationToken);
        var value = await vault.ValueAsync(Pepper, version, cancellationToken) ?? throw new InvalidOperationException(
            $"The rows of this store are hashed under version {version} of secret '{Pepper}', which the vault does not give: it is gone or disabled. Restore or enable it.");
        return Decode(Pepper, version, value);
    }

    /// <summary>The newest live version of the key-encryption secret.</summary>
    public async Task<SecretVersion> NewestKeyAsync(IReadOnlyList<SecretVersion> known, CancellationToken cancellationToken)
    {
        var versions = await vault.ReadAsync(KeyEncryption, known, time.GetUtcNow(), cancellationToken);
        if (versions.Count == 0)
        {
            await GenerateAsync(KeyEncryption, cancellationToken);
            versions = await vault.ReadAsync(KeyEncryption, [], time.GetUtcNow(), cancellationToken);
        }

        var now = time.GetUtcNow();
        return versions.FirstOrDefault(v => v.IsLive(now)) ?? throw new InvalidOperationException(
            $"Secret '{KeyEncryption}' has no version that is enabled, begun and not expired: no new person's data could be sealed.");
    }

    /// <summary>Any version of the key-encryption secret that is still enabled, expired or not; null where it cannot be had.</summary>
    public async Task<WrappingKey?> KeyAsync(string version, CancellationToken cancellationToken) =>
        await vault.ValueAsync(KeyEncryption, version, cancellationToken) is { } value
            ? new WrappingKey(version, Decode(KeyEncryption, version, value))
            : null;

    public static byte[] Decode(string name, string version, string value)
    {
        var bytes = new byte[SealingKey.KeyBytes];
        if (!Convert.TryFromBase64String(value.Trim(), bytes, out var length) || length != SealingKey.KeyBytes)
        {
            throw new InvalidOperationException($"Version {version} of secret '{name}' must be {SealingKey.KeyBytes} random bytes in base64.");
        }

        return bytes;
    }

    private async Task<string> ChooseAsync(CancellationToken cancellationToken)
    {
        var versions = await vault.ListAsync(Pepper, cancellationToken);
        if (versions.Count == 0)
        {
            await GenerateAsync(Pepper, cancellationToken);
            versions = await vault.ListAsync(Pepper, cancellationToken);
        }

        var oldest = versions.OrderBy(v => v.CreatedOn ?? default).ThenBy(v => v.Version, StringComparer.Ordinal).First();
        var version = await anchor.ClaimAsync(Pepper, oldest.Version, cancellationToken);
        Log.PepperInForce(logger, Pepper, version);
        return version;
    }

    private async Task GenerateAsync(string name, CancellationToken cancellationToken)
    {
        await vault.SetAsync(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SealingKey.KeyBytes)), cancellationToken);
        Log.SecretGenerated(logger, name);
    }
}
