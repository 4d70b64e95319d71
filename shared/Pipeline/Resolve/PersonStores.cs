using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Where persons are kept and found: the tables, and the hot ones in memory before them.</summary>
public sealed record PersonStores(IProfileStore Profiles, IIdentityStore Identities, PersonCache Cache)
{
    /// <summary>The person as last known; an id that was claimed by one who died before storing is a person with no records yet.</summary>
    internal async Task<StoredProfile> LoadAsync(ProfileId id, CancellationToken cancellationToken) =>
        Cache.Find(id) ?? await ReloadAsync(id, cancellationToken);

    /// <summary>A person of whom nothing is stored yet.</summary>
    internal static StoredProfile New(ProfileId id) => new(Profile.New(id), NotStored.Handle);

    /// <summary>The person as stored now.</summary>
    internal async Task<StoredProfile> ReloadAsync(ProfileId id, CancellationToken cancellationToken)
    {
        Cache.Forget(id);
        var person = await Profiles.LoadAsync(id, cancellationToken) ?? New(id);
        Cache.Set(person);
        return person;
    }

    /// <summary>Stores the next state; null on a conflict or duplicates, which the result tells apart.</summary>
    internal async Task<(CommitResult Result, StoredProfile? Stored)> CommitAsync(StoredProfile person, ProfileCommit commit, CancellationToken cancellationToken)
    {
        var result = await Profiles.CommitAsync(commit with { Handle = NotStored.OrNull(person.Handle), Previous = person.Profile }, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            return (result, null);
        }

        var stored = new StoredProfile(commit.Next, result.Handle!);
        Cache.Set(stored);
        return (result, stored);
    }

    /// <summary>Notes that a record was matched; null where the person changed meanwhile.</summary>
    internal async Task<StoredProfile?> MarkAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken)
    {
        var result = await Profiles.SaveMarkAsync(person, record, mark, cancellationToken);
        if (result.Status != CommitStatus.Committed)
        {
            return null;
        }

        var stored = new StoredProfile(person.Profile.Marked(record, mark), result.Handle!);
        Cache.Set(stored);
        return stored;
    }
}
