using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Core.Identity.Links;

/// <summary>
/// No record of one side is the same person as a record of the other: nothing ties them again, neither a score nor an
/// identifier that both have. It is kept with the persons of both sides, until a steward ties them.
/// </summary>
/// <param name="Id">Follows from the records of both sides, whichever is named first.</param>
/// <param name="Why">In the steward's words; may name someone, and is kept sealed.</param>
public sealed record Separation(
    string Id, IReadOnlyList<RecordKey> Left, IReadOnlyList<RecordKey> Right, SeparationKind Kind, DateTimeOffset At, string By, string? Why)
{
    /// <summary>Whether records of both sides would come together.</summary>
    public bool Forbids(IReadOnlySet<RecordKey> together) => Left.Any(together.Contains) && Right.Any(together.Contains);
}

public enum SeparationKind
{
    /// <summary>A steward said of a doubtful pair that they are two.</summary>
    Rejected,

    /// <summary>A steward took apart what had been one person.</summary>
    Unmerged,
}
