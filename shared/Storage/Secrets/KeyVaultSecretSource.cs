using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessCdi.Connectors;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Storage.Secrets;

/// <summary>
/// Live versions of secrets: enabled, not expired, begun. What exists is read again every <see cref="PresentFor"/>, what
/// does not exist almost at once, and one caller at a time reads for all. A version that expires stops at that moment,
/// cached or not. While the vault fails, versions read before keep serving; a name that was never read throws.
/// </summary>
internal sealed class KeyVaultSecretSource(VaultReader vault, TimeProvider time, ILogger<KeyVaultSecretSource> logger) : ISecretSource
{
    public static readonly TimeSpan PresentFor = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan AbsentFor = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public ValueTask<IReadOnlyList<SecretValue>> GetAsync(string name, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd(name, static _ => new Entry());
        var now = time.GetUtcNow();
        return entry.Cached is { } cached && now < cached.FreshUntil
            ? new(cached.LiveAt(now))
            : new(WaitAsync(name, entry, cancellationToken));
    }

    public async ValueTask AddAsync(string name, SecretValue version, CancellationToken cancellationToken)
    {
        await vault.AddAsync(name, version.Text, cancellationToken);
        _entries.TryRemove(name, out _);
    }

    private async Task<IReadOnlyList<SecretValue>> WaitAsync(string name, Entry entry, CancellationToken cancellationToken)
    {
        Task<Snapshot> reading;
        lock (entry)
        {
            // The reading serves every waiting caller, so none of their tokens may end it.
            reading = entry.Reading is { IsCompleted: false } running ? running : entry.Reading = ReadAsync(name, entry);
        }

        var snapshot = await reading.WaitAsync(cancellationToken);
        return snapshot.LiveAt(time.GetUtcNow());
    }

    private async Task<Snapshot> ReadAsync(string name, Entry entry)
    {
        var known = entry.Cached?.Versions ?? [];
        try
        {
            var versions = await vault.ReadAsync(name, known, time.GetUtcNow(), CancellationToken.None);
            var lifetime = versions.Count > 0 ? PresentFor : AbsentFor;
            return entry.Cached = new Snapshot(versions, time.GetUtcNow() + lifetime);
        }
        catch (Exception failure) when (known.Count > 0)
        {
            Log.VaultFailed(logger, failure, name);
            return entry.Cached = new Snapshot(known, time.GetUtcNow() + RetryAfterFailure);
        }
    }

    private sealed class Entry
    {
        private volatile Snapshot? _cached;

        public Snapshot? Cached
        {
            get => _cached;
            set => _cached = value;
        }

        public Task<Snapshot>? Reading { get; set; }
    }

    private sealed class Snapshot(IReadOnlyList<SecretVersion> versions, DateTimeOffset freshUntil)
    {
        private readonly SecretValue[] _values = [.. versions.Select(v => new SecretValue(v.Value))];
        private readonly bool _timeless = versions.All(v => v is { NotBefore: null, ExpiresOn: null });

        public IReadOnlyList<SecretVersion> Versions => versions;

        public DateTimeOffset FreshUntil => freshUntil;

        public SecretValue[] LiveAt(DateTimeOffset now) =>
            _timeless ? _values : [.. _values.Where((_, i) => versions[i].IsLive(now))];
    }
}
