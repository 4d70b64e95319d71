using System.Collections.Concurrent;
using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>
/// Hot persons with their ETags, so that a change to one of them is a write without a read. What stands here may be
/// overtaken by another instance: the commit then conflicts, and the person is forgotten here and read again.
/// </summary>
public sealed class PersonCache
{
    /// <summary>Persons and identifiers held in one generation; at most two generations are in memory.</summary>
    private const int PersonsPerGeneration = 20_000;
    private const int IdentifiersPerGeneration = 100_000;

    private readonly Generations<ProfileId, StoredProfile> _persons = new(PersonsPerGeneration);
    private readonly Generations<Identifier, ProfileId> _owners = new(IdentifiersPerGeneration);
    private readonly Generations<Identifier, bool> _shared = new(IdentifiersPerGeneration);
    private readonly Generations<(Identifier, ProfileId), bool> _apart = new(IdentifiersPerGeneration);

    public bool TryGetOwner(Identifier identifier, out ProfileId owner) => _owners.TryGet(identifier, out owner);

    public void SetOwner(Identifier identifier, ProfileId owner) => _owners.Set(identifier, owner);

    /// <summary>Whether so many have the identifier that it ties nobody. It never becomes untrue; here it may be forgotten.</summary>
    public bool IsShared(Identifier identifier) => _shared.TryGet(identifier, out _);

    public void SetShared(Identifier identifier) => _shared.Set(identifier, true);

    /// <summary>Whether it was noted before that the person has the identifier and is not its owner.</summary>
    public bool IsApart(Identifier identifier, ProfileId person) => _apart.TryGet((identifier, person), out _);

    public void SetApart(Identifier identifier, ProfileId person) => _apart.Set((identifier, person), true);

    public StoredProfile? Find(ProfileId id) => _persons.TryGet(id, out var person) ? person : null;

    public void Set(StoredProfile person) => _persons.Set(person.Profile.Id, person);

    public void Forget(ProfileId id) => _persons.Remove(id);

    public void Forget(IEnumerable<Identifier> identifiers)
    {
        foreach (var identifier in identifiers)
        {
            _owners.Remove(identifier);
        }
    }

    /// <summary>A map that drops what was not used lately: when the young half is full it becomes the old half.</summary>
    private sealed class Generations<TKey, TValue>(int size)
        where TKey : notnull
    {
        private ConcurrentDictionary<TKey, TValue> _young = new();
        private ConcurrentDictionary<TKey, TValue> _old = new();
        private int _count;

        public bool TryGet(TKey key, out TValue value)
        {
            if (_young.TryGetValue(key, out value!))
            {
                return true;
            }

            if (!_old.TryRemove(key, out value!))
            {
                return false;
            }

            Set(key, value);
            return true;
        }

        public void Set(TKey key, TValue value)
        {
            if (!_young.TryAdd(key, value))
            {
                _young[key] = value;
                return;
            }

            if (Interlocked.Increment(ref _count) >= size)
            {
                Interlocked.Exchange(ref _count, 0);
                _old = Interlocked.Exchange(ref _young, new());
            }
        }

        public void Remove(TKey key)
        {
            _young.TryRemove(key, out _);
            _old.TryRemove(key, out _);
        }
    }
}
