using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Storage.Secrets;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>
/// The store's keys in memory. A new version of the key-encryption secret is taken up within <see cref="RefreshAfter"/>;
/// older ones are fetched when a row names them. While the vault fails, the keys read so far keep serving.
/// </summary>
internal sealed class KeyRing(GeneratedSecrets secrets, TimeProvider time, ILogger<KeyRing> logger) : IDisposable
{
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, WrappingKey> _byVersion = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1);
    private volatile Loaded? _loaded;

    public ValueTask<KeySet> GetAsync(CancellationToken cancellationToken) =>
        _loaded is { } loaded && time.GetUtcNow() < loaded.FreshUntil ? new(loaded.Keys) : new(LoadAsync(cancellationToken));

    /// <summary>The wrapping key of a version, or null where the vault does not give it.</summary>
    public async ValueTask<WrappingKey?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (_byVersion.TryGetValue(version, out var known))
        {
            return known;
        }

        return await secrets.KeyAsync(version, cancellationToken) is { } key ? _byVersion.GetOrAdd(version, key) : null;
    }

    public void Dispose() => _loading.Dispose();

    private async Task<KeySet> LoadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var before = _loaded;
            if (before is not null && time.GetUtcNow() < before.FreshUntil)
            {
                return before.Keys;
            }

            return (_loaded = await ReloadAsync(before, cancellationToken)).Keys;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<Loaded> ReloadAsync(Loaded? before, CancellationToken cancellationToken)
    {
        try
        {
            var hash = before?.Keys.Hash ?? new KeyedHash(await secrets.PepperAsync(cancellationToken));
            var newest = await secrets.NewestKeyAsync(before is null ? [] : [before.Version], cancellationToken);
            var key = _byVersion.GetOrAdd(newest.Id, static (id, value) => new(id, GeneratedSecrets.Decode(GeneratedSecrets.KeyEncryption, id, value)), newest.Value);
            return new(new KeySet(hash, key), newest, time.GetUtcNow() + RefreshAfter);
        }
        catch (Exception failure) when (before is not null && failure is not OperationCanceledException)
        {
            Log.VaultFailed(logger, failure, GeneratedSecrets.KeyEncryption);
            return before with { FreshUntil = time.GetUtcNow() + RetryAfterFailure };
        }
    }

    private sealed record Loaded(KeySet Keys, SecretVersion Version, DateTimeOffset FreshUntil);
}
