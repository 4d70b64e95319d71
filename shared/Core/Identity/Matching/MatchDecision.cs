namespace ServerlessCdi.Core.Identity.Matching;

/// <param name="Joins">Persons who are one with the record, and so with each other; the surest first.</param>
/// <param name="Reviews">Persons of whom a steward is to say whether they are.</param>
/// <param name="Counts">To be counted with the terms of the record, once: whether people live together here.</param>
/// <param name="Comparisons">Pairs that were compared.</param>
public sealed record MatchDecision(
    IReadOnlyList<PersonMatch> Joins, IReadOnlyList<PersonMatch> Reviews, IReadOnlyList<MatchTerm> Counts, int Comparisons);

/// <param name="Person">Index among the persons that were asked about.</param>
/// <param name="Record">Index of the person's record that is most alike.</param>
public sealed record PersonMatch(int Person, int Record, MatchScore Score, MatchReason Reason);

public enum MatchReason
{
    /// <summary>Sure enough to join.</summary>
    Sure,

    /// <summary>In the doubtful band.</summary>
    Doubt,

    /// <summary>Sure enough for one record, not for making one of two persons who both have others.</summary>
    Bridge,

    /// <summary>Sure enough by the sum, and yet something in the two persons speaks against it.</summary>
    Contradiction,
}
