namespace ServerlessCdi.Core.Changes;

/// <summary>One of a source's own records: the kind of object and the source's key for it.</summary>
/// <param name="Object"><c>contact</c>, <c>company</c>, <c>deal</c>, … in the singular, lower case.</param>
public readonly record struct RecordRef(string Object, string Key);

/// <summary>A canonical field, such as <c>firstName</c>, and what the source now says of it.</summary>
public readonly record struct FieldChange(string Name, FieldValue Value);

/// <summary>Something the person did or that happened to them. <paramref name="Properties"/> is a JSON object.</summary>
public sealed record EventDetail(string Name, FieldValue Properties);

public enum ChangeKind
{
    /// <summary>The record exists and says these fields. A creation, an update or a restoration.</summary>
    Upsert,

    /// <summary>The source deleted the record.</summary>
    Delete,

    /// <summary>The source merged other records of its own into this one.</summary>
    Merge,

    /// <summary>Something happened: it goes to the timeline.</summary>
    Event,

    /// <summary>Only what the person allows changed.</summary>
    Consent,
}

/// <summary>How a change ended. Every change ends in exactly one, so that what came in can be counted out.</summary>
public enum ChangeOutcome
{
    /// <summary>It took effect.</summary>
    Applied,

    /// <summary>The same change had been applied before.</summary>
    Duplicate,

    /// <summary>Genuine and recorded, but everything it says had been overtaken by newer knowledge.</summary>
    Stale,

    /// <summary>It concerns a person or address that must not be written to.</summary>
    Suppressed,

    /// <summary>It waits, whole, with a reason, until someone mends what is wrong.</summary>
    Quarantined,

    /// <summary>The broker gave up on its message.</summary>
    DeadLettered,
}
