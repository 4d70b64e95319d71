namespace ServerlessCdi.Connectors;

/// <summary>Why something waits in quarantine, as a word that filters and counts can rely on. Words never change; docs/quarantine.md lists them.</summary>
public static class QuarantineCodes
{
    /// <summary>The reader or the mapping does not understand the part.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The part is understood and breaks the source's contract, which is enforced.</summary>
    public const string Contract = "contract";

    /// <summary>The change is larger than a queue message may be.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The change was tried several times, and each attempt failed for a reason that was not the store's.</summary>
    public const string NotApplied = "not-applied";
}
