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
    /// <summary>
    /// For what was taken apart: from when on both sides had been one person. What came back as an echo since then may be of
    /// the other side.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The separation of two sides, with the id that follows from their records.</summary>
    public static Separation Of(
        IEnumerable<RecordKey> left, IEnumerable<RecordKey> right, SeparationKind kind, DateTimeOffset at, string by, string? why = null)
    {
        var (one, other) = (left.Order().ToList(), right.Order().ToList());
        return new(LinkIds.Of("apart", one, other), one, other, kind, at, by, why);
    }

    /// <summary>Whether records of both sides would come together.</summary>
    public bool Forbids(IReadOnlySet<RecordKey> together) => Left.Any(together.Contains) && Right.Any(together.Contains);

    /// <summary>
    /// Whether one group of records has some of one side and another group some of the other: these two may not become one.
    /// A group that has some of both sides already is nobody else's matter.
    /// </summary>
    public bool IsBetween(IEnumerable<RecordKey> one, IEnumerable<RecordKey> other)
    {
        var (ones, others) = (one.ToHashSet(), other.ToHashSet());
        return (Left.Any(ones.Contains) && Right.Any(others.Contains)) || (Left.Any(others.Contains) && Right.Any(ones.Contains));
    }
}

public enum SeparationKind
{
    /// <summary>A steward said of a doubtful pair that they are two.</summary>
    Rejected,

    /// <summary>A steward took apart what had been one person.</summary>
    Unmerged,
}
