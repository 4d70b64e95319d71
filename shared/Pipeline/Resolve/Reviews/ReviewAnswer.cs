using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Pipeline.Ports;

namespace ServerlessCdi.Pipeline.Resolve.Reviews;

/// <summary>What came of a steward's word on a review.</summary>
/// <param name="Review">As it stands now; null where there is none.</param>
/// <param name="Person">Who both are now, where that was approved.</param>
public sealed record ReviewAnswer(ReviewOutcome Outcome, Review? Review, ProfileId? Person = null)
{
    public static ReviewAnswer NotFound { get; } = new(ReviewOutcome.NotFound, null);
}

public enum ReviewOutcome
{
    /// <summary>It is as the steward said, also where they had said it before.</summary>
    Done,

    NotFound,

    /// <summary>Another steward was faster, or it was decided long ago: the review says what and by whom.</summary>
    Decided,

    /// <summary>Nothing is left to decide.</summary>
    Obsolete,

    /// <summary>Approved, and the two together would pass a limit: it is open again.</summary>
    PastLimit,
}
