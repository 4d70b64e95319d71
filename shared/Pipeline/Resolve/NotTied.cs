using ServerlessCdi.Core.Identity;
using ServerlessCdi.Core.Profiles;

namespace ServerlessCdi.Pipeline.Resolve;

/// <summary>Why an identifier that a record has did not make one person of the record's and the identifier's.</summary>
public enum NotTied
{
    /// <summary>The person would have more identifiers of a type than the policy allows.</summary>
    Limit,

    /// <summary>Someone said that these records are two persons.</summary>
    Separated,

    /// <summary>What the record says cannot be true of the identifier's person.</summary>
    Contradiction,

    /// <summary>More people claim the identifier than the policy allows.</summary>
    SharedIdentifier,

    /// <summary>A browser or a device, which two known persons have used.</summary>
    WeakIdentifier,
}

/// <summary>A tie that a record's identifier asked for, and that was not made.</summary>
/// <param name="Record">A contact record that has the identifier.</param>
/// <param name="Other">Whom the identifier leads to; null where nobody is asked any more, or it would have led to more than one.</param>
public sealed record RefusedTie(NotTied Why, RecordKey Record, Identifier Identifier, ProfileId? Other);
