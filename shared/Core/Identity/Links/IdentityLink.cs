using ServerlessCdi.Core.Identity.Matching;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Core.Identity.Links;

/// <summary>
/// Why two contact records are one person where no identifier that they share says so. Records that share an identifier
/// need no link: that tie follows from the records themselves.
/// </summary>
/// <param name="Id">Follows from the two records, whichever is named first: made twice, it is one link.</param>
/// <param name="By">Who decided: the matching, or a steward as the app's guard knows them.</param>
/// <param name="Score">What the decision stood on; null where a steward tied the records unasked.</param>
public sealed record IdentityLink(string Id, RecordKey Left, RecordKey Right, IdentityLinkKind Kind, DateTimeOffset At, string By, MatchScore? Score)
{
    /// <summary>The link between two records, with the id that follows from them.</summary>
    public static IdentityLink Between(RecordKey one, RecordKey other, IdentityLinkKind kind, DateTimeOffset at, string by, MatchScore? score = null) =>
        new(LinkIds.Of("link", [one], [other]), one, other, kind, at, by, score);
}

public enum IdentityLinkKind
{
    /// <summary>The matching was sure enough.</summary>
    Match,

    /// <summary>The matching was in doubt, and a steward approved.</summary>
    Review,

    /// <summary>A steward tied the records unasked.</summary>
    Steward,
}
