using System.Security.Cryptography;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Storage.Profiles;
using ServerlessCdi.Storage.Rows;

namespace ServerlessCdi.Storage.Sealing;

/// <summary>Makes, unwraps and remembers the data keys of persons.</summary>
internal sealed class DataKeys(KeyRing ring)
{
    /// <summary>Keys in a generation; two generations are kept, so at most twice as many.</summary>
    private const int Generation = 8192;

    private readonly Lock _gate = new();
    private Dictionary<ProfileId, DataKey> _young = [];
    private Dictionary<ProfileId, DataKey> _old = [];

    public async ValueTask<DataKey> CreateAsync(ProfileId id, CancellationToken cancellationToken)
    {
        var keys = await ring.GetAsync(cancellationToken);
        return DataKey.Create(keys.Newest, Place(id));
    }

    /// <summary>The key for the next write: under the newest version of the secret, so that rotation reaches a person with the next change.</summary>
    public async ValueTask<DataKey> ForWriteAsync(ProfileId id, DataKey key, CancellationToken cancellationToken)
    {
        var keys = await ring.GetAsync(cancellationToken);
        return key.Under(keys.Newest, Place(id));
    }

    /// <exception cref="DataKeyUnavailableException">The key cannot be unwrapped.</exception>
    public async ValueTask<DataKey> UnwrapAsync(ProfileId id, byte[] wrapped, CancellationToken cancellationToken)
    {
        if (Remembered(id) is { } known && known.Wrapped.AsSpan().SequenceEqual(wrapped))
        {
            return known;
        }

        var version = DataKey.VersionOf(wrapped);
        var wrapping = version is null ? null : await ring.FindAsync(version, cancellationToken);
        if (wrapping is null)
        {
            throw new DataKeyUnavailableException(id, version, null);
        }

        try
        {
            return Remember(id, DataKey.Unwrap(wrapping, Place(id), wrapped));
        }
        catch (CryptographicException broken)
        {
            throw new DataKeyUnavailableException(id, version, broken);
        }
    }

    /// <summary>A key that was used lately, for rows beside the <c>profile</c> row; null where none is remembered.</summary>
    public DataKey? Remembered(ProfileId id)
    {
        lock (_gate)
        {
            return _young.GetValueOrDefault(id) ?? _old.GetValueOrDefault(id);
        }
    }

    public DataKey Remember(ProfileId id, DataKey key)
    {
        lock (_gate)
        {
            if (_young.Count >= Generation)
            {
                (_old, _young) = (_young, []);
            }

            _young[id] = key;
        }

        return key;
    }

    public void Forget(ProfileId id)
    {
        lock (_gate)
        {
            _young.Remove(id);
            _old.Remove(id);
        }
    }

    private static SealedPlace Place(ProfileId id) => new(StoreTables.ProfilesName, id.ToString(), ProfileRow.RowKey);
}
