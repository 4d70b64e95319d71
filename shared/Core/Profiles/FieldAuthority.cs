namespace ServerlessCdi.Core.Profiles;

/// <summary>What a source may do to a golden field. It bounds golden fields only: identifiers and consents count whoever gives them.</summary>
public enum FieldAuthority
{
    /// <summary>Read-only: what the source says stands with its record and never becomes golden.</summary>
    None,

    /// <summary>May fill a gap; loses to every source that may write.</summary>
    Append,

    /// <summary>Ranks with the others by priority and time.</summary>
    Write,

    /// <summary>Source of truth: while one of its live records has a value, no other source's wins.</summary>
    Owner,
}
