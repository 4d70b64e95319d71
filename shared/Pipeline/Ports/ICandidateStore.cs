using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>
/// Which persons share a candidate key, such as the sound of a family name with a year of birth. A key is kept as a
/// keyed hash only. What is published is seen by whoever looks afterwards, on any instance: of two who each publish
/// first and look then, at least one sees the other.
/// </summary>
public interface ICandidateStore
{
    /// <summary>Notes that a person is to be found under the keys, and no longer under those of <paramref name="gone"/>.</summary>
    Task PublishAsync(ProfileId person, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> gone, CancellationToken cancellationToken);

    /// <summary>Notes that many persons are to be found under their keys, for those who load people in bulk.</summary>
    async Task PublishAsync(IReadOnlyCollection<CandidateEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await PublishAsync(entry.Person, entry.Keys, [], cancellationToken);
        }
    }

    /// <summary>The persons under each key, in the order of the keys.</summary>
    /// <param name="cap">Most persons of one key that are read.</param>
    Task<IReadOnlyList<Posting>> FindAsync(IReadOnlyList<string> keys, int cap, CancellationToken cancellationToken);
}

/// <summary>A person with the keys under which they are to be found.</summary>
public sealed record CandidateEntry(ProfileId Person, IReadOnlyCollection<string> Keys);

/// <param name="Persons">At most the cap; ids of merged persons may be among them.</param>
/// <param name="IsCapped">There are more than were read: the key says too little to be followed, and is counted.</param>
public sealed record Posting(string Key, IReadOnlyList<ProfileId> Persons, bool IsCapped);
