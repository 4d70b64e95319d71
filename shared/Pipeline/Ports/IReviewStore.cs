using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Ports;

/// <summary>Pairs of persons that a steward is to decide on.</summary>
public interface IReviewStore
{
    /// <summary>
    /// Opens a review, or refreshes the score of one that is open. One that was decided, or put off, stays as it is: the
    /// same pair is not asked twice. One that had nothing left to decide opens again. A person who is not stored, or is
    /// erased, is asked of nobody: then nothing is opened.
    /// </summary>
    Task AddAsync(Review review, CancellationToken cancellationToken);

    Task<StoredReview?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Reviews of a status: put off by when they come back, else the oldest first.</summary>
    IAsyncEnumerable<StoredReview> ListAsync(ReviewStatus status, CancellationToken cancellationToken);

    /// <summary>Stores the next state of a review; false where someone else changed it meanwhile.</summary>
    Task<bool> TryUpdateAsync(StoredReview next, CancellationToken cancellationToken);
}

/// <param name="Id">
/// The store gives it, whatever it is before: it follows from the two records, whichever is named first, so that opened
/// twice, on whichever worker, it is one review. It is hashed under the pepper and may stand in a URL.
/// </param>
/// <param name="Left">The person of <paramref name="LeftRecord"/> when the review was opened or last decided on; may be merged by now.</param>
public sealed record Review(
    string Id,
    ReviewKind Kind,
    ProfileId Left,
    RecordKey LeftRecord,
    ProfileId Right,
    RecordKey RightRecord,
    MatchScore Score,
    DateTimeOffset OpenedAt)
{
    public ReviewStatus Status { get; init; } = ReviewStatus.Open;

    /// <summary>The steward who has taken it; null where nobody has.</summary>
    public string? Assignee { get; init; }

    /// <summary>Until when "not now" holds.</summary>
    public DateTimeOffset? PutOffUntil { get; init; }

    public ReviewDecision? Decision { get; init; }

    /// <summary>Decided, and yet to be carried out: whoever finds it so carries it out, for the one who decided may have died.</summary>
    public bool IsPending { get; init; }

    /// <summary>
    /// False where one of the two was erased: the records, the score and the steward's words went with the person's key,
    /// and the record keys here are empty.
    /// </summary>
    public bool IsReadable { get; init; } = true;
}

/// <param name="Why">In the steward's words; kept sealed.</param>
public sealed record ReviewDecision(string By, DateTimeOffset At, string? Why);

/// <param name="Handle">What the store needs to write the next state. Opaque here.</param>
public sealed record StoredReview(Review Review, object Handle);

/// <summary>Stored as numbers: never renumber one.</summary>
public enum ReviewKind
{
    /// <summary>A record that may belong to a person.</summary>
    Pair,

    /// <summary>A record alike to two persons, who would become one through it.</summary>
    Bridge,

    /// <summary>An identifier leads to a person whom the record otherwise contradicts.</summary>
    Contradiction,

    /// <summary>A merge that was sure enough and would pass a limit against runaway merges.</summary>
    Limit,
}

/// <summary>Stored as numbers: never renumber one.</summary>
public enum ReviewStatus
{
    Open,

    /// <summary>Put off: open again when its time has come.</summary>
    PutOff,

    Approved,

    Rejected,

    /// <summary>Nothing is left to decide: the two are one person by now, or one of them is gone.</summary>
    Obsolete,
}
