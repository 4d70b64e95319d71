using ServerlessCdi.Core.Profiles;
using ServerlessCdi.Core.Profiles.Splitting;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>What a person is to be taken apart by: a link that should never have been, or the records of somebody else. One of the two.</summary>
/// <param name="By">Who decided, as the app's guard knows them.</param>
/// <param name="Why">In their words; kept sealed.</param>
public sealed record UnmergeOrder(string By, string? Why)
{
    public string? LinkId { get; init; }

    /// <summary>Contact records; all others of the person stay together.</summary>
    public IReadOnlyList<RecordKey>? Records { get; init; }
}

public enum UnmergeOutcome
{
    Split,

    /// <summary>Without the link the two are still one person: something else ties them too. Nothing was changed.</summary>
    StillTied,

    /// <summary>The person has no such link.</summary>
    NoSuchLink,

    /// <summary>A record that was named is no contact record of the person.</summary>
    NoSuchRecord,

    /// <summary>All contact records of the person, or none, were named.</summary>
    NothingLeft,

    /// <summary>The id is no person's.</summary>
    NotFound,
}

/// <param name="Persons">After a split: the one who kept the id that was asked for by, then the other. Else the person, where there is one.</param>
/// <param name="StillTiedBy">What ties the two ends of the link without it, from one to the other.</param>
public sealed record UnmergeResult(UnmergeOutcome Outcome, IReadOnlyList<ProfileId> Persons, IReadOnlyList<RemainingTie> StillTiedBy);

public enum TieOutcome
{
    Tied,

    /// <summary>They were one person already. The link is kept with them: by it they stay one, should what made them one be undone.</summary>
    AlreadyOne,

    /// <summary>A separation keeps them apart.</summary>
    Separated,

    /// <summary>The union would pass a limit of the policy.</summary>
    PastLimit,

    /// <summary>One of the records is not known.</summary>
    NotFound,
}

/// <param name="Person">Who has both records now; null where nobody has.</param>
public sealed record TieResult(TieOutcome Outcome, ProfileId? Person);
