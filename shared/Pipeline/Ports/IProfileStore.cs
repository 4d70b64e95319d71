using ServerlessCdi.Core.Changes;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>One partition a person: everything about them is read together and changed together.</summary>
public interface IProfileStore
{
    /// <summary>Most timeline entries in one commit, so that a transaction stays within the store's 100 operations.</summary>
    const int MaxTimelinePerCommit = 60;

    /// <summary>Most records in one commit, for the same reason.</summary>
    const int MaxRecordsPerCommit = 10;

    /// <summary>Most links, separations, origins and marks that one commit adds or takes away, for the same reason.</summary>
    const int MaxTiesPerCommit = 40;

    /// <summary>The person with all records, without the timeline; null where nothing is stored under the id.</summary>
    Task<StoredProfile?> LoadAsync(ProfileId id, CancellationToken cancellationToken);

    /// <summary>Only the golden profile and the state: one point read. Its records are empty.</summary>
    Task<StoredProfile?> LoadGoldenAsync(ProfileId id, CancellationToken cancellationToken);

    /// <summary>Stores the next state of a person in one transaction, or nothing of it.</summary>
    Task<CommitResult> CommitAsync(ProfileCommit commit, CancellationToken cancellationToken);

    /// <summary>The person's timeline, newest first.</summary>
    IAsyncEnumerable<Change> TimelineAsync(ProfileId id, CancellationToken cancellationToken);

    /// <summary>Removes what the timeline has of the deletion's record up to and including its time, but not the deletion itself.</summary>
    Task PurgeTimelineAsync(ProfileId id, Change deletion, CancellationToken cancellationToken);

    /// <summary>Removes every record, identifier, consent, tie and timeline row of a merged person; the redirect stays.</summary>
    Task ClearAsync(ProfileId id, CancellationToken cancellationToken);

    /// <summary>What a destination was last told of the person; null where nothing was.</summary>
    Task<SentState?> LoadSentAsync(ProfileId id, string destination, CancellationToken cancellationToken);

    Task SaveSentAsync(ProfileId id, SentState sent, CancellationToken cancellationToken);

    /// <summary>
    /// Notes with a person that a record of theirs was matched as it is. The person's version stays the same; a mark never
    /// reaches one who changed meanwhile, and who may be merged.
    /// </summary>
    Task<CommitResult> SaveMarkAsync(StoredProfile person, RecordKey record, MatchMark mark, CancellationToken cancellationToken);
}

/// <param name="Handle">What the store needs to write this state's successor (its ETag, the person's data key). Opaque here.</param>
public sealed record StoredProfile(Profile Profile, object Handle);

/// <summary>The next state of a person. By what its ties, marks and plan differ from those of the state before, so much is stored.</summary>
/// <param name="Handle">Of the state that <paramref name="Next"/> follows; null where there is none.</param>
/// <param name="Previous">The state before, whose rows are known to be stored.</param>
/// <param name="Touched">Records to write.</param>
/// <param name="Timeline">Changes to enter in the timeline, each of which must be new there.</param>
/// <param name="TimelineMayExist">The timeline is being copied: an entry that is there already is no duplicate.</param>
public sealed record ProfileCommit(
    object? Handle,
    Profile Previous,
    Profile Next,
    IReadOnlyCollection<RecordKey> Touched,
    IReadOnlyList<Change> Timeline,
    bool TimelineMayExist = false)
{
    /// <summary>How each of <see cref="Timeline"/> ended, where it is known: applied otherwise.</summary>
    public IReadOnlyList<ChangeOutcome> Outcomes { get; init; } = [];

    /// <summary>Changes to take out of the timeline; one that is not there is no obstacle.</summary>
    public IReadOnlyList<Change> Removed { get; init; } = [];

    /// <summary>A commit whose predecessor is yet to be filled in.</summary>
    public static ProfileCommit Of(Profile next, IReadOnlyCollection<RecordKey> touched, IReadOnlyList<Change> timeline) =>
        new(null, next, next, touched, timeline);
}

public enum CommitStatus
{
    Committed,

    /// <summary>Someone else changed the person meanwhile: load again and decide again.</summary>
    Conflict,

    /// <summary>Some changes had been applied before: decide again without them.</summary>
    Duplicates,
}

/// <param name="Handle">For the state just stored.</param>
/// <param name="Duplicates">Indexes into the commit's timeline.</param>
public sealed record CommitResult(CommitStatus Status, object? Handle, IReadOnlyList<int> Duplicates)
{
    public static CommitResult Conflict { get; } = new(CommitStatus.Conflict, null, []);

    public static CommitResult Committed(object handle) => new(CommitStatus.Committed, handle, []);

    public static CommitResult Duplicate(IReadOnlyList<int> indexes) => new(CommitStatus.Duplicates, null, indexes);
}

/// <summary>What a destination was last told of a person.</summary>
/// <param name="Hash">Of the content told; empty after a deletion.</param>
/// <param name="Version">The profile's version that it came from.</param>
/// <param name="Echoes">Keyed hashes of field name and loosely normalised value, by which our own write is known when it comes back.</param>
/// <param name="Outcome">How the last attempt ended, with the rule or reason.</param>
public sealed record SentState(
    string Destination,
    string Hash,
    long Version,
    DateTimeOffset Time,
    IReadOnlyList<string> Echoes,
    DeliveryOutcome Outcome,
    string? Reason = null);

/// <summary>How a delivery ended. Every one ends in exactly one of these.</summary>
public enum DeliveryOutcome
{
    Sent,

    /// <summary>The destination knows this state already.</summary>
    Unchanged,

    /// <summary>A rule forbids it: the reason names the rule.</summary>
    Withheld,

    /// <summary>The destination refused it for good.</summary>
    Failed,
}
